"""A scripted OpenAI-compatible server for tests: what it answers, how late, how wrongly, a function decides.

    with Server(lambda request: chat("A cat sits.")) as server:
        run(["clipfeed", "rewrite", "a cat", "--server", server.url])
    print(server.requests[0].prompt)

The function gets a Request and returns a Reply; it is called from one thread. One asyncio loop serves all connections,
so that some hundred slow answers at once cost nothing. `server.py TEXT...` serves those texts in turn, for trying out."""
import asyncio
import json
import sys
import threading
import time


class Request:
    """One request: path, headers (lower-case names), body; number counts them from 0, over all connections."""

    def __init__(self, number, connection, method, path, headers, body):
        self.number, self.connection, self.method, self.path = number, connection, method, path
        self.headers, self.body, self.at = headers, body, time.monotonic()
        try:
            self.json = json.loads(body)
        except ValueError:
            self.json = None

    @property
    def messages(self):
        return self.json["messages"]

    @property
    def task(self):
        """What the prompt was sent as: the object in the last message of the user's that holds one."""
        for message in reversed(self.messages):
            if message["role"] == "user":
                try:
                    found = json.loads(message["content"][message["content"].index("{"):])
                    if "prompt" in found:
                        return found
                except ValueError:
                    pass
        return {"prompt": self.messages[-1]["content"]}

    @property
    def prompt(self):
        return self.task["prompt"]

    @property
    def is_retry(self):
        """The model is asked again, with what was wrong with its last text."""
        return len(self.messages) > 2 and self.messages[-1]["role"] == "user" and "prompt" not in self.messages[-1][
            "content"][:10] and self.messages[-2]["role"] == "assistant"

    @property
    def wants_schema(self):
        return "response_format" in (self.json or {})


class Reply:
    """body: bytes, str or what becomes JSON. delay: seconds before the first byte. drop_after: so many bytes of the
    whole answer are sent, then the connection ends. drip: bytes a second. repeat: the body is sent so often."""

    def __init__(self, body=b"", status=200, headers=(), delay=0.0, drop_after=None, drip=None, repeat=1):
        if not isinstance(body, (bytes, str)):
            body = json.dumps(body)
        self.body = body.encode() if isinstance(body, str) else body
        self.status, self.headers, self.delay = status, dict(headers), delay
        self.drop_after, self.drip, self.repeat = drop_after, drip, repeat


def chat(text, finish="stop", **how):
    """An answer of /v1/chat/completions."""
    message = {"role": "assistant", "content": text}
    return Reply({"id": "x", "object": "chat.completion", "model": "scripted",
                  "choices": [{"index": 0, "message": message, "finish_reason": finish}],
                  "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}, **how)


def caption(request, text, **how):
    """The text as the request wants it: an object where it has a schema, else bare."""
    return chat(json.dumps({"caption": text}) if request.wants_schema else text, **how)


def error(status, message="no", **how):
    return Reply({"error": {"message": message, "type": "x", "code": status}}, status=status, **how)


def models(*names):
    return Reply({"object": "list", "data": [{"id": name, "object": "model"} for name in names]})


REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found", 408: "Request Timeout",
           422: "Unprocessable Entity", 429: "Too Many Requests", 500: "Internal Server Error",
           501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable"}


class Server:
    def __init__(self, answer, port=0, tls=None):
        """tls: an ssl.SSLContext."""
        self.answer, self.port, self.tls = answer, port, tls
        self.requests, self.connections, self.in_flight, self.most_in_flight = [], 0, 0, 0
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    @property
    def url(self):
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}/v1"

    @property
    def chats(self):
        return [r for r in self.requests if r.path == "/v1/chat/completions"]

    def _run(self):
        asyncio.set_event_loop(self._loop)
        listening = self._loop.run_until_complete(
            asyncio.start_server(self._connection, "127.0.0.1", self.port, backlog=512, ssl=self.tls))
        self.port = listening.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        listening.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.close()

    async def _connection(self, reader, writer):
        self.connections += 1
        connection = self.connections
        try:
            while await self._exchange(connection, reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, OSError):
            pass
        finally:
            writer.close()

    async def _exchange(self, connection, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = head[0].split(" ", 2)
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        request = Request(len(self.requests), connection, method, path, headers, body)
        self.requests.append(request)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            if path == "/v1/models" and not getattr(self.answer, "takes_models", False):
                reply = models("scripted")
            else:
                reply = self.answer(request)
            if reply.delay:
                await asyncio.sleep(reply.delay)
            return await self._send(writer, reply)
        finally:
            self.in_flight -= 1

    async def _send(self, writer, reply):
        head = f"HTTP/1.1 {reply.status} {REASONS.get(reply.status, 'Status')}\r\nContent-Type: application/json\r\n"
        head += f"Content-Length: {len(reply.body) * reply.repeat}\r\n"
        head += "".join(f"{k}: {v}\r\n" for k, v in reply.headers.items())
        data = head.encode() + b"\r\n" + reply.body
        if reply.drop_after is not None:
            writer.write(data[:reply.drop_after])
            await writer.drain()
            return False
        step = max(1, int(reply.drip / 10)) if reply.drip else len(data)
        for at in range(0, len(data), step):
            writer.write(data[at:at + step])
            await writer.drain()
            if reply.drip:
                await asyncio.sleep(0.1)
        for _ in range(reply.repeat - 1):
            writer.write(reply.body)
            await writer.drain()
        return True


def main(texts):
    turn = iter(range(1 << 62))
    with Server(lambda request: caption(request, texts[next(turn) % len(texts)])) as server:
        print(server.url, flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
