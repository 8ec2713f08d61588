using Gatehouse.Decisions.Refusals;

namespace Gatehouse.AspNetCore.Refusals;

/// <summary>Shows a refusal to a person.</summary>
public interface IRefusalPage
{
    /// <summary>The whole page as HTML, UTF-8, complete in itself: no script, no other resource.</summary>
    ReadOnlyMemory<byte> Render(Refusal refusal, string? contact, string prefix);
}
