"""Whether the banks hang together: everything that does not fit, each as a sentence."""
