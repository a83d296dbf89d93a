"""Proofreading: what one published file says, and what is wrong between files. Nothing here touches the disk."""
