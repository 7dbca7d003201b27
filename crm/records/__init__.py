"""What the register keeps: one file a noun, each row with the rules it can check alone (DOMAIN.md section 6)."""
