"""What a click, a choice or a form does: found by its id, checked anew, now and after a restart."""
