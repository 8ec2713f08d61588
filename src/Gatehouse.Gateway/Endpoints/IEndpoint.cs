using Gatehouse.Decisions;
using Gatehouse.Decisions.Routes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>One endpoint of the gateway's own.</summary>
internal interface IEndpoint
{
    /// <summary>The path below the prefix, as routes write it: <c>causes/*</c>; from the root, where it begins with a slash.</summary>
    string Path { get; }

    /// <summary>What tells it from others of the same path.</summary>
    string Name => Path;

    /// <summary>The methods that it takes.</summary>
    IReadOnlyList<string> Methods => ["GET", "HEAD"];

    /// <summary>Whether it is there only on sites where people sign in on a page.</summary>
    bool NeedsSessions => false;

    /// <summary>Whether it is there only on sites that take tokens, or, of those, only where they are our own.</summary>
    (bool Any, bool Own) NeedsTokens => (false, false);

    /// <summary>Whether only those who are signed in come to it.</summary>
    bool NeedsSignIn => false;

    /// <summary>What is asked of those who are signed in.</summary>
    Requirement Require => Requirement.None;

    /// <summary>Whether it is told who is signed in, though everybody may come.</summary>
    bool Identifies => false;

    /// <summary>Whether programs are known there too, by what they give on every request: Basic and keys.</summary>
    bool ForPrograms => false;

    /// <summary>Whether a request for it keeps a session from going idle.</summary>
    bool CountsAsUse => true;

    /// <summary>Which pages of other origins may read its answers, or null: none.</summary>
    CorsRules? Cors => null;

    /// <summary>Answers a request that was granted.</summary>
    Task AnswerAsync(HttpContext context, Decision decision);
}
