"""The plan for an exam date: what to study on each day, and what can be expected on the day of the exam.

Only this package uses numpy, and only some of its modules: what an ordinary start reads (`card`, `habits`, `policy`,
`situation`, `today_order`) imports none of it.
"""
