"""The plan for an exam date: what to study on each day, and what can be expected on the day of the exam.

Only this package uses numpy, and only some of its modules: what an ordinary start reads (`card`, `habits`, `policy`,
`situation`, `today_order`) imports none of it. Its matrices are small, so numpy is told to use one thread before it is
imported: more would only wait for each other, and would add up in another order.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")
