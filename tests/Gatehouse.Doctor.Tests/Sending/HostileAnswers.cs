using System.Text;

namespace Gatehouse.Doctor.Tests.Sending;

/// <summary>What servers that are broken or mean no good have been seen to send, or could.</summary>
internal static class HostileAnswers
{
    private const string Refused = "HTTP/1.1 401 Unauthorized\r\n";

    /// <summary>Sequences that a terminal obeys, that turn text round, and that a page would run.</summary>
    public const string Payload =
        "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\u2066\u200b\ufeff<script>alert(1)</script>\"><img src=x onerror=alert(1)>";

    /// <summary>All of them by what they are.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["nothing"] = "",
            ["half a status line"] = "HTTP/1.1 4",
            ["a status line and no more"] = Refused,
            ["half a field"] = Refused + "WWW-Authen",
            ["a head and half a body"] = Refused + "Content-Length: 1000\r\n\r\nhalf",
            ["half a chunk"] = Refused + "Transfer-Encoding: chunked\r\n\r\n100\r\nhalf",
            ["no status line"] = "WWW-Authenticate: Basic realm=\"x\"\r\n\r\n",
            ["a page without a head"] = "<html><h1>401 Unauthorized</h1></html>",
            ["another protocol"] = "SSH-2.0-OpenSSH_9.0\r\n",
            ["a TLS alert"] = "\u0015\u0003\u0001\u0000\u0002\u0002\u0028",
            ["an HTTP/2 preface"] = "\0\0\u0012\u0004\0\0\0\0\0\0\u0003\0\0\0d",
            ["status 999"] = "HTTP/1.1 999 Request denied\r\nContent-Length: 2\r\n\r\nno",
            ["status 000"] = "HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n",
            ["status 1000"] = "HTTP/1.1 1000 Too much\r\n\r\n",
            ["a negative status"] = "HTTP/1.1 -401 Negative\r\n\r\n",
            ["HTTP/9.9"] = "HTTP/9.9 401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
            ["bare line feeds"] =
                "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic realm=\"x\"\nContent-Length: 0\n\n",
            ["both lengths"] = Refused + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            ["two lengths"] = Refused + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
            ["a length past all numbers"] = Refused + "Content-Length: 99999999999999999999\r\n\r\nx",
            ["a negative length"] = Refused + "Content-Length: -1\r\n\r\nx",
            ["chunks of garbage"] = Refused + "Transfer-Encoding: chunked\r\n\r\nzz\r\nxx\r\n",
            ["a chunk past all numbers"] = Refused + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\nx\r\n",
            ["an unknown coding"] = Refused + "Transfer-Encoding: brotli\r\n\r\nx",
            ["an unknown packing"] =
                Refused + "Content-Encoding: zstd\r\nContent-Length: 8\r\n\r\n(\u00b5/\u00fd\0\0\0\0",
            ["204 with a body"] = "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nbody",
            ["304 with a body"] = "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nbody",
            ["101 to nowhere"] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
            ["100 and no more"] = "HTTP/1.1 100 Continue\r\n\r\n",
            ["NUL in a field"] = Refused + "X-Nul: a\0b\r\nContent-Length: 0\r\n\r\n",
            ["NUL in a name"] = Refused + "X-\0Nul: b\r\nContent-Length: 0\r\n\r\n",
            ["a return in a field"] = Refused + "X-Return: a\rb\r\nContent-Length: 0\r\n\r\n",
            ["folded fields"] = Refused + "WWW-Authenticate: Basic\r\n realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
            ["an empty name"] = Refused + ": value\r\nContent-Length: 0\r\n\r\n",
            ["a space before the colon"] = Refused + "WWW-Authenticate : Basic\r\nContent-Length: 0\r\n\r\n",
            ["all octets"] = Refused + "\r\n" + new string([.. Enumerable.Range(0, 256).Select(octet => (char)octet)]),
            ["payload in the reason"] = $"HTTP/1.1 401 {Latin(Payload)}\r\nContent-Length: 0\r\n\r\n",
            ["payload in fields"] = Answer(
                "no",
                $"WWW-Authenticate: Bearer realm=\"{Latin(Payload)}\", error=\"{Latin(Payload)}\", error_description=\"{Latin(Payload)}\"",
                $"Server: {Latin(Payload)}",
                $"X-Request-Id: {Latin(Payload)}",
                $"Set-Cookie: {Latin(Payload)}={Latin(Payload)}; Path=/",
                $"Via: 1.1 {Latin(Payload)}"
            ),
            ["payload in a realm as UTF-8"] = Answer("", $"WWW-Authenticate: Basic realm=\"{Utf8(Payload)}\""),
            ["payload in a page"] = Answer($"<title>{Utf8(Payload)}</title>{Utf8(Payload)}", "Content-Type: text/html"),
            ["payload in JSON"] = Answer(
                $$"""{"error":"invalid_token","error_description":"{{Utf8("\\u001b[2J\\u202e<script>alert(1)</script>")}}","message":"{{Utf8("\\ud800 lone")}}"}""",
                "Content-Type: application/json"
            ),
            ["payload in Location"] =
                $"HTTP/1.1 302 Found\r\nLocation: /{Latin("\u001b[2J<script>")}\r\nContent-Length: 0\r\n\r\n",
            ["a redirect to a file"] =
                "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
            ["a redirect to a script"] =
                "HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\nContent-Length: 0\r\n\r\n",
            ["a redirect to data"] =
                "HTTP/1.1 302 Found\r\nLocation: data:text/html,<script>1</script>\r\nContent-Length: 0\r\n\r\n",
            ["a redirect to nonsense"] = "HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n",
            ["a redirect to itself"] = "HTTP/1.1 302 Found\r\nLocation: /orders\r\nContent-Length: 0\r\n\r\n",
            ["a redirect with a password"] =
                "HTTP/1.1 302 Found\r\nLocation: http://a:b@127.0.0.1:1/x\r\nContent-Length: 0\r\n\r\n",
            ["JSON of a hundred thousand levels"] = Answer(
                new string('[', 100_000) + new string(']', 100_000),
                "Content-Type: application/json"
            ),
            ["XML of a hundred thousand levels"] = Answer(
                string.Concat(Enumerable.Repeat("<a>", 80_000)),
                "Content-Type: application/xml"
            ),
            ["XML with entities"] = Answer(
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><Error><Code>&c;</Code><Message>&f;</Message></Error>",
                "Content-Type: application/xml"
            ),
            ["a challenge of commas"] = Answer("", "WWW-Authenticate: " + new string(',', 15_000)),
            ["a challenge of quotes"] = Answer("", "WWW-Authenticate: Basic realm=" + new string('"', 15_000)),
            ["a challenge of backslashes"] = Answer("", "WWW-Authenticate: Basic realm=\"" + new string('\\', 15_000)),
            ["a challenge of schemes"] = Answer(
                "",
                "WWW-Authenticate: " + string.Join(", ", Enumerable.Range(0, 3000).Select(at => $"S{at}"))
            ),
            ["a thousand challenges"] = Answer(
                "",
                [.. Enumerable.Repeat("WWW-Authenticate: Digest realm=\"x\", nonce=\"y\"", 1000)]
            ),
            ["a cookie of a megabyte"] = Answer("", "Set-Cookie: sid=" + new string('c', 1_000_000)),
            ["sixty kibibytes of cookies"] = Answer("", [.. Enumerable.Repeat("Set-Cookie: a=b; Path=/", 2000)]),
            ["a realm that repeats"] = Answer(
                string.Concat(Enumerable.Repeat("Authorization: Bearer ", 10_000)),
                "WWW-Authenticate: Basic realm=\"" + string.Concat(Enumerable.Repeat("a@a.a ", 2500)) + "\""
            ),
            ["words without end"] = Answer(
                string.Concat(Enumerable.Repeat("token expired invalid signature audience eyJ.eyJ. ", 5000))
            ),
            ["a wall of spaces"] = Answer(new string(' ', 250_000) + "x"),
            ["a wall of angles"] = Answer(new string('<', 250_000), "Content-Type: text/html"),
            ["a token of a hundred thousand dots"] = Answer(
                "eyJhbGciOiJub25lIn0" + new string('.', 100_000),
                "X-Token: eyJ" + new string('.', 10_000)
            ),
        };

    /// <summary>The octets of the text as Latin-1 carries them: what has no octet is left out.</summary>
    public static string Latin(string text) => new([.. text.Where(letter => letter <= 0xFF)]);

    /// <summary>The UTF-8 octets of the text, one a letter.</summary>
    public static string Utf8(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Answer(string body, params string[] fields) =>
        $"{Refused}{string.Concat(fields.Select(field => field + "\r\n"))}Content-Length: {body.Length}\r\n\r\n{body}";
}
