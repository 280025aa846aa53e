"""The dashboard, which opens on the Explore page. Run it with: streamlit run dashboard.py"""

import streamlit as st

# The server imports this file once, before it answers anybody, and then runs it for each visitor.
# The parts of a page can only be imported there: their scripts are registered with the server.
if __name__ == "__main__":
    from pages.parts.explore import explore

    explore()
else:
    from pages.parts.server import ask_no_host, opening

    ask_no_host()
    app = st.App(__file__, lifespan=opening)
