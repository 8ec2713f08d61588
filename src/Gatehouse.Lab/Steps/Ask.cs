using System.Net;
using System.Text;
using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Lab.Steps;

/// <summary>Writes steps: <c>Ask.Get("/key.expired").Key("{key}").Expect(401)</c>.</summary>
internal static class Ask
{
    public static LabStep Get(string target) => new() { Method = "GET", Target = target };

    public static LabStep Post(string target, string body = "", string type = "application/x-www-form-urlencoded") =>
        new()
        {
            Method = "POST",
            Target = target,
            Body = body,
            Fields = [new LabField("Content-Type", type)],
        };

    public static LabStep Send(string method, string target) => new() { Method = method, Target = target };

    public static LabStep With(this LabStep step, string name, string value) =>
        step with
        {
            Fields = step.Fields.Add(new LabField(name, value)),
        };

    /// <summary>Basic credentials, encoded here: UTF-8 (RFC 7617).</summary>
    public static LabStep Basic(this LabStep step, string user, string password) =>
        step.With("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    public static LabStep Bearer(this LabStep step, string token) => step.With("Authorization", "Bearer " + token);

    public static LabStep Key(this LabStep step, string key) => step.With("X-Api-Key", key);

    public static LabStep Cookie(this LabStep step, string name, string value) =>
        step.With("Cookie", $"{name}={value}");

    /// <summary>The cookie of one of the lab's sessions, as it is over plain http.</summary>
    public static LabStep Session(this LabStep step, string value) => step.Cookie(SessionCookie.PlainName, value);

    /// <summary>
    /// Says as a proxy would that the request came to it over https from this address; the lab takes this machine's word.
    /// </summary>
    public static LabStep Client(this LabStep step, string address) =>
        step.With("X-Forwarded-For", address).With("X-Forwarded-Proto", "https");

    /// <summary>Keeps the answer's body.</summary>
    public static LabStep Keep(this LabStep step, string variable) =>
        step with
        {
            Captures = step.Captures.Add(new Capture(variable)),
        };

    /// <summary>Keeps what stands in a header field of the answer.</summary>
    public static LabStep Keep(
        this LabStep step,
        string variable,
        string header,
        string before = "",
        string after = ""
    ) => step with { Captures = step.Captures.Add(new Capture(variable, header, before, after)) };

    public static LabStep Expect(this LabStep step, int status) => step with { Status = status };

    public static LabStep Note(this LabStep step, string note) => step with { Note = note };

    public static LabStep At(this LabStep step, LabPlace place) => step with { Place = place };

    /// <summary>Asks a host name that only the lab knows, at the place's own address.</summary>
    public static LabStep Host(this LabStep step, string host) => step with { Host = host };

    public static LabStep Through(this LabStep step, LabPlace proxy) => step with { Proxy = proxy };

    public static LabStep WithCookies(this LabStep step) => step with { Cookies = true };

    public static LabStep Following(this LabStep step) => step with { Follows = true };

    public static LabStep After(this LabStep step, TimeSpan wait) => step with { Wait = wait };

    public static LabStep Presenting(this LabStep step, string certificate) => step with { Certificate = certificate };

    public static LabStep From(this LabStep step, string address) => step with { From = IPAddress.Parse(address) };
}
