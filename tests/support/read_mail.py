"""Prints as JSON what each mail file given holds; see tests/compose.rs."""
import base64, email, json, sys
from email import policy

def unflow(text):
    out, open_ = [], False
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        if content.startswith(" "):
            content = content[1:]
        if not open_:
            out.append(">" * depth + (" " if depth and content else ""))
        out[-1] += content
        open_ = content.endswith(" ") and content != "-- "
    return "\n".join(out)

def one(raw):
    try:
        message = email.message_from_bytes(raw, policy=policy.default)
        raw.decode("ascii")
    except UnicodeDecodeError:
        message = email.message_from_string(raw.decode("utf-8"), policy=policy.default)
    def people(name):
        return [[a.display_name, a.addr_spec] for h in message.get_all(name, []) for a in h.addresses]
    def lines(name):
        return [str(h) for h in message.get_all(name, [])]
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    attachments = list(message.iter_attachments()) if message.is_multipart() else []
    defects = [str(d) for part in message.walk() for d in part.defects]
    defects += [f"{k}: {d}" for k, v in message.items() for d in v.defects]
    moment = message["date"].datetime
    return {
        "people": {n: people(n) for n in ("From", "Reply-To", "To", "Cc")},
        "lines": {n: lines(n) for n in ("Subject", "Message-ID", "In-Reply-To", "References",
            "Auto-Submitted", "Disposition-Notification-To", "X-Kontorpost-Test", "MIME-Version", "Bcc")},
        "date": [int(moment.timestamp()), int(moment.utcoffset().total_seconds()) // 60],
        "text": unflow(text.get_content().replace("\r\n", "\n")),
        "format": text["content-type"].params.get("format"),
        "html": html and html.get_content().replace("\r\n", "\n"),
        "attachments": [[p.get_filename(), p["content-type"].content_type, p.get_content_disposition(),
            base64.b64encode(p.get_payload(decode=True)).decode()] for p in attachments],
        "type": message.get_content_type(),
        "defects": defects,
    }

print(json.dumps([one(open(path, "rb").read()) for path in sys.argv[1:]]))
