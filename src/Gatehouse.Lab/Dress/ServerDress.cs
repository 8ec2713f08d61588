using System.Globalization;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.WebUtilities;

namespace Gatehouse.Lab.Dress;

/// <summary>What servers have in common: refusals of credentials, and an error page for everything else.</summary>
internal abstract class ServerDress : IDress
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Server { get; }

    /// <inheritdoc/>
    public DressedAnswer Answer(DressContext context) =>
        context.Situation switch
        {
            DressSituation.Absent or DressSituation.Malformed or DressSituation.Wrong or DressSituation.Expired =>
                Unauthenticated(context),
            DressSituation.Forbidden => Forbidden(context),
            DressSituation.ProxyAuthentication => Other(context, 407)
                .With("Proxy-Authenticate", ChallengeWriter.Write(Challenge.Create("Basic", ("realm", context.Realm)))),
            DressSituation.Moved => Other(context, 308)
                .With("Location", context.Refusal?.Location ?? context.Path + "/"),
            DressSituation.MethodNotAllowed => Other(context, 405).With("Allow", context.Refusal?.Allow ?? "GET, HEAD"),
            DressSituation.Throttled => Throttled(context),
            DressSituation.TooLarge => TooLarge(context),
            var other => Other(context, other.Status()),
        };

    /// <summary>Credentials are missing, unreadable, wrong or too old.</summary>
    protected abstract DressedAnswer Unauthenticated(DressContext context);

    /// <summary>The error page of this status code.</summary>
    protected abstract DressedAnswer Other(DressContext context, int status);

    /// <summary>The caller may not.</summary>
    protected virtual DressedAnswer Forbidden(DressContext context) => Other(context, 403);

    /// <summary>Too many requests.</summary>
    protected virtual DressedAnswer Throttled(DressContext context) =>
        Other(context, 429).With("Retry-After", RetryAfter(context));

    /// <summary>The fields are too long.</summary>
    protected virtual DressedAnswer TooLarge(DressContext context) => Other(context, 431);

    /// <summary>After how many seconds to ask again.</summary>
    protected static string RetryAfter(DressContext context) =>
        (context.Refusal?.RetryAfterSeconds ?? 60).ToString(CultureInfo.InvariantCulture);

    /// <summary>The words of RFC 9110 for a status code.</summary>
    protected static string Phrase(int status) => ReasonPhrases.GetReasonPhrase(status);

    /// <summary>Basic with a realm.</summary>
    protected static Challenge Basic(string realm) => Challenge.Create("Basic", ("realm", realm));
}
