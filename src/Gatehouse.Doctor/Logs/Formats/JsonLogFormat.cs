using System.Globalization;
using System.Text.Json;

namespace Gatehouse.Doctor.Logs.Formats;

/// <summary>One JSON object a line, as Caddy, Traefik, Envoy, nginx with a JSON format and applications write it.</summary>
internal sealed class JsonLogFormat : LogFormat
{
    private const int Deepest = 6;

    private const int MostMembers = 200;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowTrailingCommas = true };

    private static readonly string[] StatusNames =
    [
        "downstreamstatus",
        "status",
        "statuscode",
        "responsestatus",
        "responsestatuscode",
        "httpstatus",
        "httpstatuscode",
        "responsecode",
        "httpresponsestatuscode",
        "scstatus",
        "code",
        "resstatus",
        "resstatuscode",
    ];

    private static readonly string[] TimeNames =
    [
        "startutc",
        "starttime",
        "timestamp",
        "time",
        "ts",
        "timeiso8601",
        "timelocal",
        "datetime",
        "date",
        "msec",
        "asctime",
        "timegenerated",
        "t",
        "requesttime",
    ];

    private static readonly string[] AddressNames =
    [
        "clienthost",
        "remoteip",
        "clientip",
        "remoteaddr",
        "remoteaddress",
        "sourceip",
        "downstreamremoteaddress",
        "ip",
        "cip",
        "client",
        "clientaddr",
        "clientaddress",
        "callerip",
        "remote",
        "httpremoteaddr",
        "networkclientip",
        "requestremoteaddr",
        "requestip",
        "xforwardedfor",
        "requestremoteaddress",
        "reqremoteaddress",
    ];

    private static readonly string[] UserNames =
    [
        "clientusername",
        "userid",
        "user",
        "username",
        "remoteuser",
        "sub",
        "principal",
        "account",
        "csusername",
        "usr",
        "login",
        "email",
        "usrid",
    ];

    private static readonly string[] AgentNames =
    [
        "requestuseragent",
        "useragent",
        "httpuseragent",
        "agent",
        "ua",
        "csuseragent",
        "reqheadersuseragent",
        "requestheadersuseragent",
    ];

    private static readonly string[] PathNames =
    [
        "requestpath",
        "uri",
        "requesturi",
        "path",
        "url",
        "urlpath",
        "requesturl",
        "httptarget",
        "target",
        "route",
        "endpoint",
        "csuristem",
        "requri",
        "requrl",
        "httprequestpath",
    ];

    private static readonly string[] HostNames = ["host", "requesthost", "httphost", "vhost", "cshost", "servername"];

    private static readonly string[] MethodNames =
    [
        "requestmethod",
        "method",
        "httpmethod",
        "verb",
        "csmethod",
        "reqmethod",
        "httprequestmethod",
    ];

    private static readonly string[] BackendNames =
    [
        "upstreamhost",
        "upstreamaddr",
        "upstream",
        "serviceurlhost",
        "serviceaddr",
        "backend",
        "upstreamaddress",
        "pod",
        "podname",
        "hostname",
        "instance",
        "node",
        "server",
        "kubernetespodname",
        "replica",
    ];

    private static readonly string[] MessageNames =
    [
        "msg",
        "message",
        "error",
        "err",
        "errormessage",
        "reason",
        "exception",
        "responsecodedetails",
        "errmsg",
        "detail",
        "stack",
        "errormsg",
    ];

    private static readonly string[] SecondNames =
    [
        "requesttime",
        "durations",
        "latencys",
        "elapsedseconds",
        "seconds",
    ];

    private static readonly string[] TimedNames =
    [
        "duration",
        "latency",
        "elapsed",
        "elapsedms",
        "durationms",
        "latencyms",
        "responsetime",
        "took",
        "tookms",
        "timetaken",
        "responsetimems",
        "requesttimems",
    ];

    public override string Name => "JSON lines";

    public override LogEntry? Read(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line, Options);
            var members = new Dictionary<string, string>(StringComparer.Ordinal);
            Collect(document.RootElement, string.Empty, members, 0);
            return EntryOf(members);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LogEntry? EntryOf(Dictionary<string, string> members)
    {
        var status = StatusNames.Select(name => StatusOf(members.GetValueOrDefault(name))).FirstOrDefault(s => s != 0);
        var message = string.Join(
            "; ",
            MessageNames
                .Select(name => First(members, [name]))
                .Where(text => text.Length > 0)
                .Distinct(StringComparer.Ordinal)
        );
        if (status == 0 && message.Length == 0)
        {
            return null;
        }

        var path = First(members, PathNames);
        var method = First(members, MethodNames);
        if (LogWords.Request(First(members, ["request", "requestline", "httprequest"])) is var (written, target))
        {
            (method, path) = (written, target);
        }

        return new LogEntry
        {
            At = TimeOf(members),
            Status = status,
            Message = status == 0 || status >= 400 ? message : string.Empty,
            Method = method,
            Target = path,
            Host = LogWords.OrEmpty(First(members, HostNames)),
            Carried = Carried(members),
            User = LogWords.OrEmpty(First(members, UserNames)),
            Address = LogWords.AddressOf(First(members, AddressNames).Split(',')[0].Trim()),
            Agent = LogWords.OrEmpty(First(members, AgentNames)),
            Backend = LogWords.OrEmpty(First(members, BackendNames)),
            Seconds = SecondsOf(members),
        };
    }

    // Whatever of the field is kept: its scheme, a hash, stars.
    private static bool? Carried(Dictionary<string, string> members) =>
        members.TryGetValue("authorization", out var kept)
        || members.TryGetValue("requestheadersauthorization", out kept)
        || members.TryGetValue("httpauthorization", out kept)
            ? kept.Length > 0 && kept != "-"
            : null;

    // The name of a nested member is that of its parents and its own, and its own alone where that is still free.
    private static void Collect(JsonElement element, string name, Dictionary<string, string> members, int depth)
    {
        if (depth > Deepest || members.Count > MostMembers)
        {
            return;
        }

        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    var plain = Plain(member.Name);
                    Collect(member.Value, name + plain, members, depth + 1);
                    if (name.Length > 0 && !element.TryGetProperty(plain, out _))
                    {
                        Keep(member.Value, plain, members);
                    }
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() > 0:
                Keep(element[0], name, members);
                break;
            default:
                Keep(element, name, members);
                break;
        }
    }

    private static void Keep(JsonElement value, string name, Dictionary<string, string> members)
    {
        value = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value[0] : value;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        if (text is not null)
        {
            members.TryAdd(name, text);
        }
    }

    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));

    private static string First(Dictionary<string, string> members, string[] names)
    {
        foreach (var name in names)
        {
            if (members.TryGetValue(name, out var value) && value.Length > 0)
            {
                return value;
            }
        }

        return string.Empty;
    }

    private static int StatusOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        && status is >= 100 and < 600
            ? status
            : 0;

    private static DateTimeOffset? TimeOf(Dictionary<string, string> members)
    {
        foreach (var name in TimeNames)
        {
            if (!members.TryGetValue(name, out var text))
            {
                continue;
            }

            var at = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var epoch)
                ? LogTimes.Epoch(epoch)
                : LogTimes.Any(text);
            if (at is not null)
            {
                return at;
            }
        }

        return null;
    }

    // Traefik counts nanoseconds, Caddy seconds, Envoy and most others milliseconds.
    private static double? SecondsOf(Dictionary<string, string> members)
    {
        if (Number(First(members, SecondNames)) is { } seconds && seconds < 1e6)
        {
            return seconds;
        }

        if (Number(First(members, TimedNames)) is not { } number)
        {
            return null;
        }

        return members.ContainsKey("downstreamstatus") ? number / 1e9
            : members.ContainsKey("logger") && members.ContainsKey("byteswritten") || members.ContainsKey("bytesread")
                ? number
            : number / 1e3;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
