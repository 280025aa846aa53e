# The dashboard on its own, for deploy/compose.yaml or any host of containers: see deploy/README.md.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# Number 1000 is the one that Hugging Face Spaces runs a container as.
RUN useradd --create-home --uid 1000 reader
WORKDIR /app

COPY requirements.txt ./
COPY deploy/constraints.txt deploy/
# Nothing is tested in the image.
RUN grep -v '^pytest' requirements.txt > needed.txt \
    && pip install -r needed.txt -c deploy/constraints.txt && python -m pip check

# Of each folder what .dockerignore lets in.
COPY dashboard.py LICENSE ./
COPY .streamlit .streamlit/
COPY geodata geodata/
COPY events events/
COPY pages pages/
COPY deploy deploy/

USER reader
# Inside a container its own network decides who reaches it.
ENV STREAMLIT_SERVER_ADDRESS=0.0.0.0
EXPOSE 8501
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8501/health', timeout=4)"]
CMD ["streamlit", "run", "deploy/app.py", "--server.port", "8501"]
