using Gatehouse.Lab.Serving;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>What servers that do not decide as Gatehouse does have in common.</summary>
internal static class BadServer
{
    /// <summary>The opaque token that such servers take.</summary>
    public const string Token = LabAccount.Password;

    /// <summary>The challenge for Basic, well formed.</summary>
    public static string BasicChallenge { get; } =
        ChallengeWriter.Write(Challenge.Create("Basic", ("realm", "Lab"), ("charset", "UTF-8")));

    /// <summary>The challenge for Bearer, well formed.</summary>
    public static string BearerChallenge { get; } = ChallengeWriter.Write(Challenge.Create("Bearer", ("realm", "Lab")));

    /// <summary>Whether the request carries alice's name and password as Basic wants them.</summary>
    public static bool IsAlice(HttpContext context) => Is(context, LabAccount.Alice);

    /// <summary>Whether the request carries this account's name and password as Basic wants them.</summary>
    public static bool Is(HttpContext context, string account) =>
        context.Request.Headers.Authorization is [{ } field]
        && CredentialsParser.TryParse(field, out var credentials, out _)
        && credentials!.Is("Basic")
        && BasicCredentials.TryDecode(credentials.Token68, out var user, out var password, out _)
        && user == account
        && password == LabAccount.Password;

    /// <summary>Whether the request carries the token behind <c>Bearer</c>.</summary>
    public static bool HasToken(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } field]
        && CredentialsParser.TryParse(field, out var credentials, out _)
        && credentials!.Is("Bearer")
        && credentials.Token68 == Token;

    /// <summary>Refuses, with a challenge where one is given, and a short text.</summary>
    public static Task RefuseAsync(HttpContext context, int status, string? challenge, string text)
    {
        if (challenge is not null)
        {
            context.Response.Headers.WWWAuthenticate = challenge;
        }

        return LabAnswers.TextAsync(context, status, text + "\n");
    }

    /// <summary>Whether the rest of the path below the exhibit's is this.</summary>
    public static bool IsBelow(HttpContext context, string rest)
    {
        var path = context.Request.Path.Value ?? "";
        var slash = path.IndexOf('/', 1);
        return string.Equals(slash < 0 ? "" : path[(slash + 1)..], rest, StringComparison.Ordinal);
    }
}
