namespace Gatehouse.Lab.Saml;

/// <summary>What is wrong with how a response is signed.</summary>
internal enum SamlTamper
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The name is another one than was signed.</summary>
    Name,

    /// <summary>It is not signed at all.</summary>
    Unsigned,

    /// <summary>It is signed with a key that nobody was told of, and brings it along.</summary>
    OtherKey,

    /// <summary>The response is signed, and the assertion in it is not.</summary>
    Response,

    /// <summary>What was signed is put aside, and a copy that says something else stands in its place.</summary>
    Wrapped,
}
