"""Meets causes of the lab with python3-requests as its users would, and prints what they would see, a line each."""

import json
import sys

import requests
from requests.auth import HTTPDigestAuth

PLACES = json.loads(sys.argv[1])
MAIN, OTHER = PLACES["main"], PLACES["other"]
ALICE = ("alice", "open-sesame")


def hand(path):
    return requests.get(f"{MAIN}/_lab/{path}").text.strip()


def get(cause, below="", **options):
    return requests.get(f"{options.pop('at', MAIN)}/{cause}{below}", **options)


def told(cause, answer, cured):
    hops = "".join(f"{hop.status_code} " for hop in answer.history)
    body = answer.json().get("cause", "") if "json" in answer.headers.get("content-type", "") else ""
    print(f"{cause}: {hops}{answer.status_code} {body} -> {cured.status_code} {cured.json()['cured']}")


told("credentials.missing", get("credentials.missing"), get("credentials.missing", auth=ALICE))
told("credentials.rejected", get("credentials.rejected", auth=("alice", "guess")), get("credentials.rejected", auth=ALICE))
told("user.disabled", get("user.disabled", auth=("disabled", ALICE[1])), get("user.disabled", auth=ALICE))
told("password.expired", get("password.expired", auth=("expired", ALICE[1])), get("password.expired", auth=ALICE))

for cause, order in [("key.expired", "?ended=60"), ("key.revoked", "?revoked=60")]:
    old, new = hand("key" + order), hand("key")
    told(cause, get(cause, headers={"X-Api-Key": old}), get(cause, headers={"X-Api-Key": new}))

basic = requests.get(f"{MAIN}/credentials.in-query", params={"access_token": "eyJhbGciOiJFUzI1NiJ9.e30.c2ln"})
told("credentials.in-query", basic, get("credentials.in-query", headers={"X-Api-Key": hand("key")}))

told(
    "digest.response-wrong",
    get("digest.response-wrong", auth=HTTPDigestAuth("alice", "guess")),
    get("digest.response-wrong", auth=HTTPDigestAuth(*ALICE)),
)

for cause in ["session.unknown", "session.expired-idle"]:
    aged = hand("session?user=alice&idle=3600")
    if cause == "session.unknown":
        requests.post(f"{MAIN}/_lab/session-end?session={aged}&by=forgotten")
    fresh = hand("session?user=alice")
    told(cause, get(cause, cookies={"gatehouse": aged}), get(cause, cookies={"gatehouse": fresh}))

told("challenge.missing", get("challenge.missing"), get("challenge.missing", auth=ALICE))
told("refusal.as-forbidden", get("refusal.as-forbidden"), get("refusal.as-forbidden", auth=ALICE))
told("refusal.as-redirect", get("refusal.as-redirect"), get("refusal.as-redirect", auth=ALICE))
told("refusal.as-success", get("refusal.as-success"), get("refusal.as-success", auth=ALICE))
told(
    "endpoint.wrong-host",
    get("endpoint.wrong-host", headers={"Authorization": "Bearer open-sesame"}),
    get("endpoint.wrong-host", at=OTHER, headers={"Authorization": "Bearer open-sesame"}),
)

with requests.Session() as session:
    form = {"user": ALICE[0], "password": ALICE[1]}
    session.post(f"{MAIN}/cookie.not-sent-path/sign-in", data=form)
    elsewhere = session.get(f"{MAIN}/cookie.not-sent-path/api")
    told("cookie.not-sent-path", elsewhere, session.get(f"{MAIN}/cookie.not-sent-path/shop"))

first = get("header.stripped-by-redirect", auth=ALICE)
told("header.stripped-by-redirect", first, requests.get(first.url, auth=ALICE))

told("access.role-missing", get("access.role-missing", auth=ALICE), get("access.role-missing", auth=("bob", ALICE[1])))
told(
    "csrf.cross-site",
    requests.post(
        f"{MAIN}/csrf.cross-site",
        data={"order": "7"},
        headers={"Origin": OTHER},
        cookies={"gatehouse": (cookie := hand("session?user=alice"))},
    ),
    requests.post(
        f"{MAIN}/csrf.cross-site", data={"order": "7"}, headers={"Origin": MAIN}, cookies={"gatehouse": cookie}
    ),
)

# A proxy for loopback has to be named, and requests tells of a refused tunnel by an exception.
session = requests.Session()
session.trust_env = False
proxied = f"{MAIN}/proxy.authentication-required"
named = PLACES["forward-proxy"]
told(
    "proxy.authentication-required",
    session.get(proxied, auth=ALICE, proxies={"http": named}),
    session.get(proxied, auth=ALICE, proxies={"http": named.replace("://", "://bob:open-sesame@")}),
)

with open("lab-authority.pem", "w", encoding="ascii") as file:
    file.write(hand("authority.pem") + "\n")
try:
    get("tls.failed", at=PLACES["tls-expired"], verify="lab-authority.pem", auth=ALICE)
    print("tls.failed: let in")
except requests.exceptions.SSLError:
    answer = get("tls.failed", at=PLACES["tls"], verify="lab-authority.pem", auth=ALICE)
    print(f"tls.failed: no answer -> {answer.status_code} {answer.json()['cured']}")
