namespace Gatehouse.Lab.Dress;

/// <summary>One server's way to refuse: the same cause as that server would tell it.</summary>
internal interface IDress
{
    /// <summary>The name after <c>?as=</c>.</summary>
    string Name { get; }

    /// <summary>What the server is, for people who choose one.</summary>
    string Server { get; }

    /// <summary>The refusal as this server gives it. Never throws, whatever the request held.</summary>
    DressedAnswer Answer(DressContext context);
}
