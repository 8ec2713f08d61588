using Gatehouse.Decisions.Refusals;

namespace Gatehouse.AspNetCore.Refusals;

/// <summary>Shows a refusal to a person.</summary>
public interface IRefusalPage
{
    /// <summary>The policy that allows what stands in the page and nothing else (CSP level 3).</summary>
    string ContentSecurityPolicy { get; }

    /// <summary>The whole page as HTML, UTF-8, complete in itself: no other resource.</summary>
    ReadOnlyMemory<byte> Render(Refusal refusal, string realm, string? contact, string prefix);
}
