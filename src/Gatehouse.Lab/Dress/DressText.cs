using System.Text.Encodings.Web;

namespace Gatehouse.Lab.Dress;

/// <summary>Texts of callers, made safe to stand in an answer.</summary>
internal static class DressText
{
    /// <summary>What may stand between the quotes of a JSON string.</summary>
    public static string Json(string text) => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);

    /// <summary>What may stand in HTML, between tags or between the quotes of an attribute.</summary>
    public static string Html(string text) => HtmlEncoder.Default.Encode(text);
}
