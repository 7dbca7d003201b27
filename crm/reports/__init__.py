"""The annual report: figures with their proof, frozen runs, and the workbook (DOMAIN.md 7 and 8)."""
