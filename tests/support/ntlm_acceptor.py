"""NTLM over HTTPS by pyspnego, which shares no line of code with us. `--require` wants the sign-in bound to
the certificate, as IIS does with extended protection; `--stranger` wants it bound to another one, as if
somebody stood in between; `--basic` offers Basic as well, `--wrong-basic` Basic alone and refuses it."""
import base64
import hashlib
import http.server
import ssl
import sys

import spnego
from spnego.channel_bindings import GssChannelBindings

ANSWER = open("answer.xml", "rb").read()
DER = ssl.PEM_cert_to_DER_cert(open("cert.pem").read())
if "--stranger" in sys.argv:
    DER = b"another certificate"
BINDING = GssChannelBindings(
    application_data=b"tls-server-end-point:" + hashlib.sha256(DER).digest()
)
WANTS_BINDING = "--require" in sys.argv or "--stranger" in sys.argv


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    user = None
    context = None

    def reply(self, code, fields=(), body=b""):
        self.send_response(code)
        for name, value in fields:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        field = self.headers.get("Authorization")
        if self.user and not field:
            return self.reply(200, [("Content-Type", "text/xml")], ANSWER)
        if not field or not field.startswith("NTLM "):
            if field:
                print("other sign-in", field.split(" ")[0], flush=True)
            offers = [("WWW-Authenticate", "NTLM")]
            if "--basic" in sys.argv:
                offers.insert(0, ("WWW-Authenticate", 'Basic realm="x"'))
            return self.reply(401, offers)
        token = base64.b64decode(field[5:])
        if token[8] == 1:
            self.context = spnego.server(
                protocol="ntlm",
                channel_bindings=BINDING if WANTS_BINDING else None,
                options=spnego.NegotiateOptions.use_ntlm,
            )
        try:
            out = self.context.step(token)
        except Exception:
            return self.reply(401, [("WWW-Authenticate", "NTLM")])
        if self.context.complete:
            self.user = self.context.client_principal or "?"
            return self.reply(200, [("Content-Type", "text/xml")], ANSWER)
        self.reply(401, [("WWW-Authenticate", "NTLM " + base64.b64encode(out).decode())])

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
print("listening", flush=True)
server.serve_forever()
