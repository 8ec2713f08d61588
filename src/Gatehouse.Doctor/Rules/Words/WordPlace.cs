namespace Gatehouse.Doctor.Rules.Words;

/// <summary>Where words stand.</summary>
[Flags]
internal enum WordPlace
{
    None = 0,

    /// <summary>The reason phrase of the status line.</summary>
    Reason = 1,

    /// <summary>The parameters of a challenge.</summary>
    Challenge = 2,

    /// <summary>Another field of the answer.</summary>
    Field = 4,

    /// <summary>The body of the answer.</summary>
    Body = 8,

    /// <summary>The query of a redirect's address, or of the address that was asked for.</summary>
    Address = 16,

    /// <summary>What a program or browser says about a request without an answer.</summary>
    Failure = 32,

    /// <summary>Loose text.</summary>
    Text = 64,

    /// <summary>What a server says.</summary>
    Answer = Reason | Challenge | Field | Body | Address,

    /// <summary>What a calling program says.</summary>
    Console = Failure | Text,

    Any = Answer | Console,
}
