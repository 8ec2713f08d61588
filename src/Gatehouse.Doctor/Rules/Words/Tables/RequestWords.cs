using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words.Tables;

/// <summary>What servers say of requests that can be read in two ways, and of what they need themselves: a store, a provider's clock.</summary>
internal sealed class RequestWords : WordTable
{
    public RequestWords()
    {
        Decisive(
                "request.path-ambiguous",
                "ambiguous {uri |}{path separator|path segment|path parameter|path encoding|empty segment}*",
                "the request was rejected because the url contained a potentially malicious string*",
                "the request was rejected because the url was not normalized*",
                "request contains {a |}double escape sequence*",
                "deny a request that contains a double escape sequence*",
                "{uri|url|path} contains {encoded|escaped} {slash|slashes}*"
            )
            .AsLiteral()
            .Fix(
                $"Send the path in its plain form: no empty or dot segment, no backslash, nothing encoded twice, and what contains a slash in the query in place of the path"
            );
        Decisive(
                "request.framing-ambiguous",
                "content length can't be present with transfer encoding*",
                "transfer encoding can't be present with content length*",
                "{both |}transfer encoding and content length {are |}{present|not allowed|both present}*",
                "{multiple|duplicate|conflicting|differing} content length {headers|header|values|fields}*"
            )
            .At(400)
            .AsLiteral()
            .Fix($"Send one Content-Length, or Transfer-Encoding: chunked alone, never both");
        Strong(
                "server.store-unavailable",
                "{user|session|credential|credentials|account|password|token|key|auth} {store|database|db} {is |}{currently |temporarily |}{unavailable|unreachable|down|not available|not reachable|not responding|offline}*",
                "{session|user|credential|token|key} {store|database} {connection |}{failed|refused|timed out|lost}*"
            )
            .At(503)
            .Fix($"Look whether the store runs, has room on its disk and takes connections from here", Party.Operator);
        Strong(
                "provider.clock-skewed",
                "jwt was issued more than*seconds in the future*",
                "oidc: current time*before the nbf*",
                "id token*issued in the future*"
            )
            .AsLiteral()
            .Fix(
                $"Compare the provider's Date field (curl -sI of its address) with this server's clock, and set by NTP the one that is off",
                Party.Operator
            );
    }
}
