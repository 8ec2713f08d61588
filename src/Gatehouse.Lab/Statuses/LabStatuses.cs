using System.Collections.Frozen;
using Gatehouse.Lab.Exhibits;

namespace Gatehouse.Lab.Statuses;

/// <summary>The statuses that are met beside 401 (RFC 9110 section 15, RFC 6585 and others).</summary>
internal static class LabStatuses
{
    private static readonly FrozenDictionary<int, LabStatus> ByCode = new LabStatus[]
    {
        new(
            201,
            "Created",
            "The request was let through, and made something. The credentials are good.",
            "Location",
            "{main}/orders/4"
        ),
        new(
            301,
            "Moved Permanently",
            "The address has moved. A client that follows it to another origin leaves its credentials behind, and may turn POST into GET.",
            "Location",
            "{main}/orders"
        ),
        new(
            302,
            "Found",
            "Asked for elsewhere for now. Where that is a sign-in page, this is a 401 for browsers.",
            "Location",
            "{main}/orders"
        ),
        new(
            303,
            "See Other",
            "The answer is at another address, to be asked for with GET: usual after a form, and before a sign-in page.",
            "Location",
            "{main}/orders"
        ),
        new(
            307,
            "Temporary Redirect",
            "The same request again elsewhere, method and body kept. Credentials go along only to the same origin.",
            "Location",
            "{main}/orders"
        ),
        new(
            308,
            "Permanent Redirect",
            "The same request again elsewhere, from now on. Credentials go along only to the same origin.",
            "Location",
            "{main}/orders"
        ),
        new(
            400,
            "Bad Request",
            "The request could not be read. Where the Authorization field is what is broken, sending it again is of no use."
        ),
        new(402, "Payment Required", "The credentials are good; a plan, a licence or a payment is missing."),
        new(
            403,
            "Forbidden",
            "The server knows who asks, or does not care, and says no. Other credentials may help; the same ones will not."
        ),
        new(
            404,
            "Not Found",
            "There is nothing here, or nothing that this caller may know of. Some servers say so for want of credentials."
        ),
        new(405, "Method Not Allowed", "The address takes other methods.", "Allow", "GET, HEAD"),
        new(406, "Not Acceptable", "The server has nothing in a form that Accept allows. Credentials do not matter."),
        new(
            407,
            "Proxy Authentication Required",
            "A forward proxy wants credentials of its own, in Proxy-Authorization; the site was not reached.",
            "Proxy-Authenticate",
            "Basic realm=\"Lab proxy\""
        ),
        new(408, "Request Timeout", "The request did not arrive in time. It may be repeated."),
        new(409, "Conflict", "The request was let in, and contradicts what is there."),
        new(410, "Gone", "What was here has been removed for good."),
        new(411, "Length Required", "The server wants to know the body's length beforehand."),
        new(
            412,
            "Precondition Failed",
            "A condition of the request (If-Match ...) does not hold. Credentials do not matter."
        ),
        new(413, "Content Too Large", "The body is larger than the server takes."),
        new(414, "URI Too Long", "The address is too long, often because a token or a whole sign-in stands in it."),
        new(
            415,
            "Unsupported Media Type",
            "The server does not take bodies of this Content-Type; token endpoints want a form."
        ),
        new(416, "Range Not Satisfiable", "The part that was asked for is not there."),
        new(417, "Expectation Failed", "The server does not do what Expect asks; without that field it may."),
        new(418, "I'm a teapot", "A joke, sometimes sent by firewalls that take a client for a robot."),
        new(
            419,
            "Page Expired",
            "Not a standard status: a framework's word for a form token that is missing or out of date."
        ),
        new(
            421,
            "Misdirected Request",
            "The connection is good for another host. A new connection may help: HTTP/2 clients share them between hosts with one certificate."
        ),
        new(
            422,
            "Unprocessable Content",
            "The request was let in and read, and its content is not accepted; some frameworks say so for a missing form token."
        ),
        new(426, "Upgrade Required", "The server wants another protocol, such as TLS.", "Upgrade", "TLS/1.3, HTTP/1.1"),
        new(
            428,
            "Precondition Required",
            "The server wants a condition with the request, so that nobody overwrites what they have not seen."
        ),
        new(
            429,
            "Too Many Requests",
            "Wait as long as Retry-After says; trying credentials faster makes it longer.",
            "Retry-After",
            "1"
        ),
        new(
            431,
            "Request Header Fields Too Large",
            "The fields are longer than the server takes: too many cookies, or a token with too many groups."
        ),
        new(451, "Unavailable For Legal Reasons", "Somebody has the right to forbid it. Credentials do not matter."),
        new(500, "Internal Server Error", "Something broke. The credentials were perhaps not looked at."),
        new(502, "Bad Gateway", "The server in front got no usable answer from the one behind."),
        new(
            503,
            "Service Unavailable",
            "The server cannot answer for now, perhaps because the provider of the tokens is away. Keep the credentials, and try again.",
            "Retry-After",
            "1"
        ),
        new(504, "Gateway Timeout", "The server in front waited too long for the one behind."),
        new(
            511,
            "Network Authentication Required",
            "The network wants a sign-in of its own; the site was not reached."
        ),
    }.ToFrozenDictionary(status => status.Code);

    /// <summary>All of them that have an entry, by code.</summary>
    public static IReadOnlyList<LabStatus> All { get; } = [.. ByCode.Values.OrderBy(status => status.Code)];

    /// <summary>A status; one without an entry is told by its class. Null where no final answer can have this code.</summary>
    public static LabStatus? Find(int code) =>
        ByCode.TryGetValue(code, out var status) ? status
        : code == 401
            ? new(
                code,
                "Unauthorized",
                "Every address of this lab shows a reason for it.",
                "WWW-Authenticate",
                BadServer.BasicChallenge
            )
        : code switch
        {
            >= 200 and < 300 => new(code, "Success", "The request was let through."),
            >= 300 and < 400 => new(code, "Redirection", "The client is to look elsewhere, or at what it has already."),
            >= 400 and < 500 => new(code, "Client error", "The server takes the request to be at fault."),
            >= 500 and < 600 => new(code, "Server error", "The server takes itself to be at fault."),
            _ => null,
        };
}
