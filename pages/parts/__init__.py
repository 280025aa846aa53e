"""One part of a page a file. Only here, in the pages and in dashboard.py is Streamlit imported."""
