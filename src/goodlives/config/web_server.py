"""How gunicorn serves the pages: a few processes with a few threads each. They hold no state, so more may be added."""

import gc
import os

port = os.environ.get("PORT", "8000")
# A demonstration lets anybody sign in as anybody: it is for this machine only, unless somebody says otherwise.
bind = f"{os.environ.get('GOODLIVES_BIND', '127.0.0.1')}:{port}"
wsgi_app = "goodlives.config.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", min(os.cpu_count() or 2, 4)))
threads = 4
timeout = 60
graceful_timeout = 10
# Memory that leaks slowly is given back; not all workers at the same moment.
max_requests = 5000
max_requests_jitter = 500
loglevel = "warning"
control_socket_disable = True


def post_worker_init(worker) -> None:
    """What was read in at the start stays: looked over again for what is no longer used, it keeps a reader waiting."""
    gc.collect()
    gc.freeze()
