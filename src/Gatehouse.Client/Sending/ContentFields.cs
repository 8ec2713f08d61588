namespace Gatehouse.Client.Sending;

/// <summary>The fields of a body.</summary>
internal static class ContentFields
{
    /// <summary>Gives another body the same fields, as they came.</summary>
    public static void CopyFieldsTo(this HttpContent content, HttpContent other)
    {
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            foreach (var value in values)
            {
                other.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
