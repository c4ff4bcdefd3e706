"""The Streamlit app: pages, components, and its texts in three languages."""
