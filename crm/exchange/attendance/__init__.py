"""Who came, out of whatever somebody has: names, addresses, a Teams report, a sign-in sheet, a file."""
