"""Fetches addresses one after the other in one session, and prints the statuses.

peers.py requests|httpx basic|digest USER PASSWORD METHOD SECONDS-BETWEEN ADDRESS...
"""

import sys
import time


def session_of_requests(scheme, user, password):
    import requests

    session = requests.Session()
    # A text goes out as Latin-1 there; octets go as they are.
    session.auth = (
        requests.auth.HTTPDigestAuth(user, password)
        if scheme == "digest"
        else (user.encode(), password.encode())
    )
    return session


def session_of_httpx(scheme, user, password):
    import httpx

    auth = httpx.DigestAuth if scheme == "digest" else httpx.BasicAuth
    return httpx.Client(auth=auth(user, password), follow_redirects=True)


library, scheme, user, password, method, pause, *addresses = sys.argv[1:]
session = (session_of_requests if library == "requests" else session_of_httpx)(scheme, user, password)
for number, address in enumerate(addresses):
    if number and float(pause):
        time.sleep(float(pause))
    try:
        body = b"a=b" if method == "POST" else None
        answer = session.request(method, address, data=body)
        print(answer.status_code, end=" ")
    except Exception as problem:
        print(type(problem).__name__, end=" ")
