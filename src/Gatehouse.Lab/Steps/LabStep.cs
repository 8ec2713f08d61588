using System.Collections.Immutable;
using System.Net;

namespace Gatehouse.Lab.Steps;

/// <summary>
/// One request of a client, as plain as it stands on the wire. From steps are made: the curl lines, the collection, the
/// recordings, and what the self-test sends. <c>{name}</c> in target, fields and body stands for a captured value,
/// <c>{main}</c>, <c>{other}</c> ... for the address of a place.
/// </summary>
internal sealed record LabStep
{
    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Target { get; init; }

    /// <summary>What it does, in a few words; empty where the request says it.</summary>
    public string Note { get; init; } = "";

    /// <summary>Where it is sent.</summary>
    public LabPlace Place { get; init; } = LabPlace.Main;

    /// <summary>The forward proxy that it goes through, or null.</summary>
    public LabPlace? Proxy { get; init; }

    /// <summary>The header fields, in order, besides <c>Host</c> and <c>Content-Length</c>.</summary>
    public ImmutableArray<LabField> Fields { get; init; } = [];

    /// <summary>The body, or null.</summary>
    public string? Body { get; init; }

    /// <summary>What is kept of the answer.</summary>
    public ImmutableArray<Capture> Captures { get; init; } = [];

    /// <summary>The status that is due; 0 where there is no answer at all.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Whether it sends and keeps cookies as a browser does (RFC 6265).</summary>
    public bool Cookies { get; init; }

    /// <summary>Whether it follows a redirect, without its credentials where that leads to another origin.</summary>
    public bool Follows { get; init; }

    /// <summary>How long a client waits before it.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The client certificate it presents, by name; or null.</summary>
    public string? Certificate { get; init; }

    /// <summary>The address it comes from, where that matters.</summary>
    public IPAddress? From { get; init; }

    /// <summary>The host name it asks for; null for the place's own.</summary>
    public string? Host { get; init; }

    /// <summary>Whether the host name is one that no resolver knows, by agreement (RFC 6761 section 6.4).</summary>
    public bool HasNoAddress => Host?.EndsWith(".invalid", StringComparison.Ordinal) == true;

    /// <summary>The address it connects to under that name, where a resolver would say so; null for the place's own.</summary>
    public IPAddress? ConnectTo { get; init; }
}
