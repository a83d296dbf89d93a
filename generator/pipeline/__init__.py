"""One build: joins the stages in order, and loads and saves what the next build reuses. ``run.py`` shows it whole."""
