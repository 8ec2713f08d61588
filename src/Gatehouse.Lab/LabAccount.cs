namespace Gatehouse.Lab;

/// <summary>The accounts that the lab and its provider know. Their password is public: nothing here protects anything.</summary>
public static class LabAccount
{
    /// <summary>The password of every account.</summary>
    public const string Password = "open-sesame";

    /// <summary>An account in order, with the role <c>clerk</c>.</summary>
    public const string Alice = "alice";

    /// <summary>An account in order, with the role <c>admin</c>.</summary>
    public const string Bob = "bob";

    /// <summary>An account that an operator has locked.</summary>
    public const string Locked = "locked";

    /// <summary>An account that an operator has disabled.</summary>
    public const string Disabled = "disabled";

    /// <summary>An account whose password must be changed.</summary>
    public const string Expired = "expired";
}
