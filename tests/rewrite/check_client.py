#!/usr/bin/python3
"""The client against a scripted server: every way in which a server can fail ends in a named status, in time."""
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from server import Reply, Server, caption, chat, error  # noqa: E402

HELPER = os.path.join(os.environ.get("CLIPFEED_TEST_PROGRAMS", "build/tests"), "helper_client")
SLACK_MS = 4000  # a call may end so much after its deadline, on a busy machine


def calls(url, count=1, threads=1, deadline_ms=8000, environment=None, **options):
    """One object a call, and the seconds that all took."""
    words = [HELPER, url, str(count), str(threads), str(deadline_ms)] + [f"{k}={v}" for k, v in options.items()]
    env = {k: v for k, v in os.environ.items() if not k.endswith("_API_KEY")} | (environment or {})
    begin = time.monotonic()
    run = subprocess.run(words, capture_output=True, text=True, timeout=120, env=env)
    took = time.monotonic() - begin
    if run.returncode:
        raise AssertionError(f"{words}: exit {run.returncode}: {run.stderr}")
    lines = sorted((json.loads(line) for line in run.stdout.splitlines()), key=lambda line: line["n"])
    assert [line["n"] for line in lines] == list(range(count)), "a call was lost"
    return lines, took


def unused_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Requests(unittest.TestCase):
    def test_a_request_is_what_the_protocol_says(self):
        with Server(lambda r: caption(r, "A cat.")) as server:
            (line,), _ = calls(server.url, field="caption")
        self.assertEqual((line["status"], line["text"], line["requests"]), ("ok", "A cat.", 1))
        request = server.chats[0]
        self.assertEqual(request.json["model"], "scripted")
        self.assertEqual([m["role"] for m in request.json["messages"]], ["system", "user"])
        self.assertEqual((request.json["temperature"], request.json["max_tokens"], request.json["seed"]), (0.5, 64, 0))
        schema = request.json["response_format"]["json_schema"]["schema"]
        self.assertEqual(schema["required"], ["caption"])
        self.assertEqual(request.headers["content-type"], "application/json")
        self.assertNotIn("authorization", request.headers)
        self.assertNotIn("expect", request.headers)

    def test_the_key_comes_from_the_environment_and_is_in_no_message(self):
        for name in ("CLIPFEED_API_KEY", "OPENAI_API_KEY"):
            with Server(lambda r: error(401, "who are you")) as server:
                (line,), _ = calls(server.url, environment={name: "sk-secret"})
            self.assertEqual(server.chats[0].headers["authorization"], "Bearer sk-secret")
            self.assertEqual(line["status"], "unsupported")
            self.assertIn("401: who are you", line["message"])
            self.assertNotIn("secret", line["message"])

    def test_redirects_are_not_followed(self):
        with Server(lambda r: chat("elsewhere")) as other:
            with Server(lambda r: Reply(status=307, headers={"Location": other.url + "/chat/completions"})) as server:
                (line,), _ = calls(server.url, environment={"CLIPFEED_API_KEY": "sk-secret"})
        self.assertEqual((line["status"], other.requests), ("unsupported", []))

    def test_connections_are_kept_and_requests_bounded(self):
        with Server(lambda r: chat("x", delay=0.05)) as server:
            lines, _ = calls(server.url, count=60, threads=24, in_flight=8)
        self.assertTrue(all(line["status"] == "ok" for line in lines))
        self.assertEqual(server.most_in_flight, 8)
        self.assertLessEqual(server.connections, 8)

    def test_refused_fields_are_left_out_once_for_all(self):
        def answer(r):
            if "response_format" in r.json:
                return error(400, "response_format is not supported")
            if "max_tokens" in r.json:
                return error(400, "Unsupported parameter: use 'max_completion_tokens' instead")
            if any(m["role"] == "system" for m in r.messages):
                return error(500, "Jinja Exception: System role not supported")
            if "seed" in r.json:
                return error(422, "extra fields not permitted: seed")
            return chat("A cat.")
        with Server(answer) as server:
            lines, _ = calls(server.url, count=3, field="caption", pause_ms=1, retries=1)
        self.assertEqual([line["status"] for line in lines], ["ok"] * 3)
        self.assertEqual([line["requests"] for line in lines[1:]], [1, 1])
        self.assertEqual(server.chats[-1].messages[0]["role"], "user")
        self.assertIn("be brief", server.chats[-1].messages[0]["content"])

    def test_a_schema_refused_without_a_word_is_left_out(self):
        with Server(lambda r: error(400, "bad request") if r.wants_schema else chat("Caption: A cat.")) as server:
            lines, _ = calls(server.url, count=2, field="caption")
        self.assertEqual([(line["text"], line["requests"]) for line in lines], [("A cat.", 2), ("A cat.", 1)])

    def test_embeddings_come_back_in_the_texts_order(self):
        def answer(r):
            self.assertEqual(r.path, "/v1/embeddings")
            data = [{"index": i, "embedding": [i + 0.5, i + 0.25]} for i in range(len(r.json["input"]))]
            return Reply({"object": "list", "data": data[::-1]})
        with Server(answer) as server:
            (line,), _ = calls(server.url, embed=1)
        self.assertEqual((line["status"], line["text"]), ("ok", "2: 0.5 2.25"))

    def test_wrong_embeddings_are_refused(self):
        bad = ([], [{"embedding": []}], [{"embedding": [1.0]}], [{"embedding": [1.0], "index": 0}] * 3,
               [{"embedding": [1.0], "index": i} for i in (0, 1, 7)],
               [{"embedding": [1.0] * (1 + i), "index": i} for i in range(3)])
        for data in bad:
            with Server(lambda r: Reply({"data": data})) as server:
                (line,), _ = calls(server.url, embed=1)
            self.assertEqual(line["status"], "format", data)


class Faults(unittest.TestCase):
    def one(self, answer, status, message, within_ms=8000, **options):
        with Server(answer) as server:
            (line,), _ = calls(server.url, **options)
        self.assertEqual(line["status"], status, line)
        self.assertIn(message, line["message"])
        self.assertLess(line["ms"], within_ms + SLACK_MS)
        return line, server

    def test_absent(self):
        url = f"http://127.0.0.1:{unused_port()}/v1"
        lines, _ = calls(url, count=50, threads=4, retries=2, pause_ms=20)
        self.assertEqual({line["status"] for line in lines}, {"io"})
        self.assertIn("a moment ago", lines[-1]["message"])
        self.assertLess(lines[-1]["ms"], SLACK_MS)

    def test_slow_to_answer(self):
        self.one(lambda r: chat("late", delay=30), "deadline", "no answer by the deadline", 700, deadline_ms=700)

    def test_slow_to_speak(self):
        self.one(lambda r: chat("x" * 10000, drip=100), "deadline", "no answer", 700, deadline_ms=700)

    def test_one_try_may_time_out(self):
        answers = iter([chat("late", delay=30), chat("A cat.")])
        line, _ = self.one(lambda r: next(answers), "ok", "", timeout_ms=300, pause_ms=10)
        self.assertEqual(line["requests"], 2)

    def test_drops_in_mid_answer(self):
        for after in (0, 10, 120):
            self.one(lambda r: chat("x" * 1000, drop_after=after), "io", "after 3 requests", retries=2, pause_ms=10)

    def test_drops_once(self):
        answers = iter([chat("x" * 1000, drop_after=120), chat("A cat.")])
        line, _ = self.one(lambda r: next(answers), "ok", "", pause_ms=10)
        self.assertEqual((line["text"], line["requests"]), ("A cat.", 2))

    def test_failures_of_its_own(self):
        for status in (500, 502, 503, 429):
            line, server = self.one(lambda r: error(status, "out of luck"), "io", f"{status}: out of luck", retries=3,
                                    pause_ms=10)
            self.assertEqual((line["requests"], len(server.chats)), (4, 4))

    def test_refusals_are_not_tried_again(self):
        for status in (400, 401, 403, 404, 413):
            line, _ = self.one(lambda r: error(status, "no such thing"), "unsupported", f"{status}: no such thing")
            self.assertEqual(line["requests"], 1)

    def test_retry_after_is_kept_to_by_all(self):
        begin = []

        def answer(r):
            begin.append(time.monotonic())
            return error(429, headers={"Retry-After": "1"}) if len(begin) == 1 else chat("x")
        with Server(answer) as server:
            lines, _ = calls(server.url, count=6, threads=1, pause_ms=5)
        self.assertEqual({line["status"] for line in lines}, {"ok"})
        self.assertGreaterEqual(begin[1] - begin[0], 0.99)

    def test_asked_to_wait_longer_than_the_deadline(self):
        self.one(lambda r: error(429, headers={"Retry-After": "60"}), "deadline", "the server answered 429", 500,
                 deadline_ms=500)

    def test_no_json(self):
        for body in ("", "<html>", "[1]", "{", '{"a":1}x', b"\xff\xfe", '"text"', "nul" * 100000, "[" * 100000):
            self.one(lambda r: Reply(body), "format", "")

    def test_json_of_another_kind(self):
        for body in ({}, {"choices": []}, {"choices": {}}, {"choices": [{}]}, {"choices": [{"message": None}]},
                     {"choices": [{"message": {"content": None}}]}, {"choices": [{"message": {"content": ""}}]},
                     {"choices": [{"message": {"content": 7}}]}, {"choices": [{"message": {"content": [{}]}}]},
                     {"choices": [{"message": {"refusal": "I would rather not"}}]},
                     {"choices": [{"message": {"content": "a\0b"}}]}):
            self.one(lambda r: Reply(body), "format", "")

    def test_parts_are_joined(self):
        parts = [{"type": "text", "text": "A "}, {"type": "text", "text": "cat."}]
        line, _ = self.one(lambda r: Reply({"choices": [{"message": {"content": parts}}]}), "ok", "")
        self.assertEqual(line["text"], "A cat.")

    def test_too_long(self):
        """50 MB, with their length announced."""
        body = b'{"choices":"' + b"x" * (1 << 20)
        self.one(lambda r: Reply(body, repeat=50), "format", "longer than 4194304 bytes", SLACK_MS)
        self.one(lambda r: chat("x" * 2000), "format", "longer than 1000 bytes", limit=1000)

    def test_headers_without_end(self):
        headers = {f"X-{i}": "y" * 4000 for i in range(100)}
        self.one(lambda r: Reply({}, headers=headers), "format", "longer", retries=1, pause_ms=10)

    def test_cancelled(self):
        with Server(lambda r: chat("late", delay=30)) as server:
            lines, took = calls(server.url, count=40, threads=40, deadline_ms=60000, in_flight=8, cancel_ms=300)
        self.assertEqual({line["status"] for line in lines}, {"cancelled"})
        self.assertLess(took, 5)

    def test_cancelled_while_pausing(self):
        with Server(lambda r: error(503, headers={"Retry-After": "60"})) as server:
            lines, took = calls(server.url, count=4, threads=4, deadline_ms=60000, cancel_ms=300)
        self.assertEqual({line["status"] for line in lines}, {"cancelled"})
        self.assertLess(took, 5)

    def test_not_http(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
            (line,), _ = calls(url, deadline_ms=500)  # accepts, says nothing
            self.assertEqual(line["status"], "deadline")


class Tls(unittest.TestCase):
    def test_a_certificate_that_nobody_signed_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            key, cert = os.path.join(folder, "key.pem"), os.path.join(folder, "cert.pem")
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                            "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                            "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(cert, key)
            with Server(lambda r: chat("A cat."), tls=context) as server:
                (line,), _ = calls(server.url)
                self.assertEqual((line["status"], line["requests"], server.chats), ("io", 1, []), line)
                (line,), _ = calls(server.url, ca=cert)
                self.assertEqual((line["status"], line["text"]), ("ok", "A cat."), line)
                (line,), _ = calls(server.url.replace("127.0.0.1", "localhost"), ca=cert)
                self.assertEqual(line["status"], "io")


if __name__ == "__main__":
    unittest.main(verbosity=2)
