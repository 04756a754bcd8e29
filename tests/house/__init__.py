"""Tests about the house itself: its floors, its words, its promises to newcomers."""
