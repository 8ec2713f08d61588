namespace Gatehouse.Lab.Statuses;

/// <summary>A status that is met beside 401, with what it says to a client that wonders about its credentials.</summary>
/// <param name="Code">The status code.</param>
/// <param name="Title">Its name.</param>
/// <param name="Meaning">What it means for the credentials, and what to do.</param>
/// <param name="Field">The field that comes with it; null where none does.</param>
/// <param name="Value">That field's value, with places in braces.</param>
internal sealed record LabStatus(int Code, string Title, string Meaning, string? Field = null, string Value = "");
