"""The programme's own form: any .xlsx with marks is filled, and every part of it but the marks stays byte for byte."""
