"""Files out: plain tables become .xlsx and .csv that open as they were meant, whole or not at all."""
