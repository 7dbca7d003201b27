"""`make bench`: each bar of PERFORMANCE.md beside a floor of the same run. One file a bar, p01 to p13."""
