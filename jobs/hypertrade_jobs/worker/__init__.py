"""The worker of one machine: delivers tasks, starts executions, sweeps.

``python -m hypertrade_jobs.worker --data DIR [--api URL]``. Any of its processes may be killed at
any moment; started again, it goes on with what it finds, executions that are alive included.
"""
