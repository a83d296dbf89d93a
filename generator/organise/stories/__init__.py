"""Stories: articles of several providers about one event, found by the words and figures of pairs of items."""
