namespace Gatehouse.Lab.Provider;

/// <summary>What an endpoint answers with status 200 in place of its document.</summary>
public enum SpoiltAnswer
{
    /// <summary>JSON that breaks off in the middle.</summary>
    Garbage,

    /// <summary>A page for people, as a proxy or a portal puts in the way.</summary>
    Html,

    /// <summary>The right document, said to be plain text.</summary>
    WrongContentType,

    /// <summary>The right document, padded to two mebibytes.</summary>
    Huge,

    /// <summary>Nothing at all.</summary>
    Empty,
}
