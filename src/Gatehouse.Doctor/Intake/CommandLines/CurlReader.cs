using System.Collections.Frozen;
using Gatehouse.Doctor.Credentials;

namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>Reads curl's options.</summary>
internal sealed class CurlReader
{
    // Letters of short options that take a value.
    private const string WithValue = "AbcCdDeEFHKmoPQrtTuUwxXyYz";

    private static readonly FrozenSet<string> LongWithValue = FrozenSet.Create(
        StringComparer.Ordinal,
        "abstract-unix-socket",
        "alt-svc",
        "aws-sigv4",
        "cacert",
        "capath",
        "cert",
        "cert-type",
        "ciphers",
        "config",
        "connect-timeout",
        "connect-to",
        "continue-at",
        "cookie",
        "cookie-jar",
        "crlfile",
        "curves",
        "data",
        "data-ascii",
        "data-binary",
        "data-raw",
        "data-urlencode",
        "delegation",
        "dns-interface",
        "dns-ipv4-addr",
        "dns-ipv6-addr",
        "dns-servers",
        "doh-url",
        "dump-header",
        "engine",
        "etag-compare",
        "etag-save",
        "expect100-timeout",
        "form",
        "form-string",
        "haproxy-clientip",
        "happy-eyeballs-timeout-ms",
        "header",
        "hsts",
        "interface",
        "ipfs-gateway",
        "json",
        "keepalive-time",
        "key",
        "key-type",
        "limit-rate",
        "local-port",
        "login-options",
        "max-filesize",
        "max-redirs",
        "max-time",
        "netrc-file",
        "noproxy",
        "oauth2-bearer",
        "output",
        "output-dir",
        "parallel-max",
        "pass",
        "pinnedpubkey",
        "preproxy",
        "proto",
        "proto-default",
        "proto-redir",
        "proxy",
        "proxy-cacert",
        "proxy-cert",
        "proxy-header",
        "proxy-key",
        "proxy-pass",
        "proxy-user",
        "proxy1.0",
        "range",
        "rate",
        "referer",
        "request",
        "request-target",
        "resolve",
        "retry",
        "retry-delay",
        "retry-max-time",
        "service-name",
        "socks4",
        "socks4a",
        "socks5",
        "socks5-hostname",
        "speed-limit",
        "speed-time",
        "stderr",
        "tls-max",
        "tls13-ciphers",
        "tlsuser",
        "tlspassword",
        "trace",
        "trace-ascii",
        "trace-config",
        "unix-socket",
        "upload-file",
        "url",
        "url-query",
        "user",
        "user-agent",
        "variable",
        "write-out"
    );

    private readonly ShellLine _line;
    private readonly RequestSketch _sketch = new();
    private readonly List<string> _cookies = [];
    private string? _pair;
    private string? _scheme;
    private string? _bearer;
    private string? _proxy;
    private string? _connectsTo;
    private bool _follows;
    private bool _sendsOn;
    private bool _netrc;
    private bool _proxyUser;
    private bool _certificate;
    private bool _head;

    private CurlReader(ShellLine line) => _line = line;

    public static CaseFile Read(ShellLine line, DateTimeOffset now) => new CurlReader(line).Build(now);

    private CaseFile Build(DateTimeOffset now)
    {
        Walk();
        Authorization();
        if (_cookies.Count > 0 && !_sketch.Has("Cookie"))
        {
            _sketch.Add("Cookie", string.Join("; ", _cookies));
        }

        if (_head)
        {
            _sketch.Method ??= "HEAD";
        }

        if (_sketch.HasBody && !_sketch.BodyInQuery && !_sketch.Has("Content-Type"))
        {
            _sketch.Add("Content-Type", "application/x-www-form-urlencoded");
        }

        var (user, password) = Pair(_pair);
        return _sketch.ToCase(
            now,
            new CommandLine
            {
                Program = "curl",
                Dialect = _line.Dialect,
                Remarks = [.. _sketch.Remarks, .. _line.Remarks],
                Follows = _follows,
                SendsCredentialsOn = _sendsOn,
                Scheme = _scheme,
                User = user,
                Password = password,
                WaitsForChallenge = _pair is not null && _scheme is not (null or "basic"),
                Netrc = _netrc,
                Proxy = _proxy,
                ProxyUser = _proxyUser,
                ClientCertificate = _certificate,
                ConnectsTo = _connectsTo,
                RemovedFields = _sketch.Removed,
                BrokenFields = _sketch.Broken,
                Unread = _sketch.Unread,
            }
        );
    }

    // What is written into -H takes the place of what curl would make of -u.
    private void Authorization()
    {
        if (_sketch.Has("Authorization") || _sketch.Removed.Contains("Authorization", StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        if (_bearer is not null)
        {
            _sketch.Add("Authorization", "Bearer " + _bearer);
        }
        else if (_pair is not null && _scheme is null or "basic" or "any")
        {
            var (user, password) = Pair(_pair);
            if (_pair is not null)
            {
                _sketch.Add(
                    "Authorization",
                    CredentialPlaces.Basic(user ?? string.Empty, password ?? string.Empty).Value
                );
            }
        }
    }

    private static (string? User, string? Password) Pair(string? pair)
    {
        if (pair is null)
        {
            return (null, null);
        }

        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (pair, null) : (pair[..colon], pair[(colon + 1)..]);
    }

    private void Walk()
    {
        for (var at = 1; at < _line.Words.Count; at++)
        {
            var word = _line.Words[at];
            var text = word.Text;
            if (text is "-" or "--next" or "-:")
            {
                break;
            }

            if (text.Length > 1 && text[0] is '\u2013' or '\u2014')
            {
                _sketch.Note([new ShellRemark(ShellRemarkKind.SmartDash, text[..1])], text);
                text = (text.Length > 2 ? "--" : "-") + text[1..];
            }

            if (text.StartsWith("--", StringComparison.Ordinal))
            {
                at = Long(text[2..], at);
            }
            else if (text.Length > 1 && text[0] == '-')
            {
                at = Short(text, at);
            }
            else
            {
                Plain(word);
            }
        }
    }

    private void Plain(ShellWord word)
    {
        if (_sketch.Address is null || (!LooksLikeAddress(_sketch.Address) && LooksLikeAddress(word.Text)))
        {
            if (_sketch.Address is { } stray)
            {
                _sketch.Note([new ShellRemark(ShellRemarkKind.StrayWord, stray)], string.Empty);
            }

            _sketch.Address = word.Text;
            _sketch.Note(word.Remarks, string.Empty);
        }
        else if (!LooksLikeAddress(word.Text))
        {
            _sketch.Note([new ShellRemark(ShellRemarkKind.StrayWord, word.Text), .. word.Remarks], string.Empty);
        }
    }

    private static bool LooksLikeAddress(string text) =>
        text.Contains("://", StringComparison.Ordinal)
        || (
            text.Contains('.', StringComparison.Ordinal)
            && text.IndexOf(' ', StringComparison.Ordinal) < 0
            && text.Contains('/', StringComparison.Ordinal)
        )
        || text.StartsWith("localhost", StringComparison.OrdinalIgnoreCase);

    private int Long(string text, int at)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals > 0 ? text[..equals] : text;
        if (!LongWithValue.Contains(name))
        {
            Switch(name);
            return at;
        }

        // curl takes no "=", but people write it, and newer versions do.
        if (equals > 0)
        {
            Option(name, text[(equals + 1)..], _line.Words[at].Remarks);
            return at;
        }

        if (at + 1 < _line.Words.Count)
        {
            Option(name, _line.Words[at + 1].Text, _line.Words[at + 1].Remarks);
        }

        return at + 1;
    }

    private int Short(string text, int at)
    {
        for (var letter = 1; letter < text.Length; letter++)
        {
            if (!WithValue.Contains(text[letter], StringComparison.Ordinal))
            {
                Switch(text[letter].ToString());
                continue;
            }

            if (letter + 1 < text.Length)
            {
                Option(LongOf(text[letter]), text[(letter + 1)..], _line.Words[at].Remarks);
                return at;
            }

            if (at + 1 < _line.Words.Count)
            {
                Option(LongOf(text[letter]), _line.Words[at + 1].Text, _line.Words[at + 1].Remarks);
            }

            return at + 1;
        }

        return at;
    }

    private static string LongOf(char letter) =>
        letter switch
        {
            'A' => "user-agent",
            'b' => "cookie",
            'd' => "data",
            'e' => "referer",
            'E' => "cert",
            'F' => "form",
            'H' => "header",
            'K' => "config",
            'T' => "upload-file",
            'u' => "user",
            'U' => "proxy-user",
            'x' => "proxy",
            'X' => "request",
            _ => "other",
        };

    private void Switch(string name)
    {
        switch (name)
        {
            case "L" or "location":
                _follows = true;
                break;
            case "location-trusted":
                _follows = _sendsOn = true;
                break;
            case "G" or "get":
                _sketch.BodyInQuery = true;
                break;
            case "I" or "head":
                _head = true;
                break;
            case "n" or "netrc" or "netrc-optional":
                _netrc = true;
                break;
            case "anyauth":
                _scheme = "any";
                break;
            case "basic" or "digest" or "ntlm" or "negotiate":
                _scheme = name;
                break;
        }
    }

    private void Option(string name, string value, IReadOnlyList<ShellRemark> remarks)
    {
        _sketch.Note(remarks, "--" + name);
        switch (name)
        {
            case "header" when value.StartsWith('@'):
                _sketch.Unread.Add("-H " + value);
                break;
            case "header":
                _sketch.AddField(value);
                break;
            case "user":
                _pair = value;
                break;
            case "oauth2-bearer":
                _bearer = value;
                break;
            case "aws-sigv4":
                _scheme = "aws-sigv4";
                break;
            case "cookie" when value.Contains('=', StringComparison.Ordinal):
                _cookies.Add(value.Trim().TrimEnd(';'));
                break;
            case "cookie" or "config":
                _sketch.Unread.Add($"--{name} {value}");
                break;
            case "user-agent":
                _sketch.Add("User-Agent", value);
                break;
            case "referer":
                _sketch.Add("Referer", value);
                break;
            case "request":
                _sketch.Method = value;
                break;
            case "url":
                _sketch.Address = value;
                break;
            case "netrc-file":
                _netrc = true;
                break;
            case "proxy":
                _proxy = value;
                break;
            case "proxy-user":
                _proxyUser = true;
                break;
            case "cert":
                _certificate = true;
                break;
            case "resolve" or "connect-to":
                _connectsTo = value;
                break;
            default:
                Data(name, value);
                break;
        }
    }

    private void Data(string name, string value)
    {
        switch (name)
        {
            case "json":
                _sketch.Append(value, '\n');
                if (!_sketch.Has("Content-Type"))
                {
                    _sketch.Add("Content-Type", "application/json");
                }

                break;
            case "data" or "data-ascii" or "data-binary" or "data-urlencode" or "data-raw":
                if (value.StartsWith('@') && name != "data-raw")
                {
                    _sketch.Unread.Add($"--{name} {value}");
                    _sketch.HasBody = true;
                }
                else
                {
                    _sketch.Append(name == "data-urlencode" ? Encoded(value) : value, '&');
                }

                break;
            case "form" or "form-string":
                _sketch.Append(value, '&');
                if (!_sketch.Has("Content-Type"))
                {
                    _sketch.Add("Content-Type", "multipart/form-data");
                }

                break;
            case "upload-file":
                _sketch.Method ??= "PUT";
                break;
        }
    }

    private static string Encoded(string value)
    {
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? Uri.EscapeDataString(value)
            : value[..(equals + 1)].TrimStart('=') + Uri.EscapeDataString(value[(equals + 1)..]);
    }
}
