using Gatehouse.Decisions.Facts;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>
/// One way in which proxies describe the original request. A dialect's own fields are what it alone uses: a question that
/// has those of two dialects is refused, so that no client can choose which one is read.
/// </summary>
internal interface IDialect
{
    /// <summary>The name in traces.</summary>
    string Name { get; }

    /// <summary>The fields that only this dialect uses, the one that names the target first; empty where it uses none.</summary>
    IReadOnlyList<string> OwnFields { get; }

    /// <summary>Whether the proxy understands 2xx, 401 and 403 alone and drops the body.</summary>
    bool KnowsFewStatuses { get; }

    /// <summary>The description, or null and what is wrong with it.</summary>
    Description? Read(RequestFacts asked, string pathBelow, out DescriptionFault? fault);
}
