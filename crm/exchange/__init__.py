"""Files in and out: reading, mapping, matching, planning and carrying out an import; writing exports."""
