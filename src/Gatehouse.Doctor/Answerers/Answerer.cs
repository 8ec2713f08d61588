namespace Gatehouse.Doctor.Answerers;

/// <summary>Who on the way gave the answer.</summary>
public enum Answerer
{
    /// <summary>It cannot be told.</summary>
    Unknown,

    /// <summary>The application, or the framework it is built on.</summary>
    Application,

    /// <summary>An authentication or API gateway, or a web server that guards the application.</summary>
    Gateway,

    /// <summary>A forward proxy, a captive portal or a filter of the caller's own network.</summary>
    Proxy,

    /// <summary>A content network, a firewall for web applications, or a shared cache.</summary>
    Cdn,

    /// <summary>The browser itself, or the calling program: no server saw the request, or nobody was shown the answer.</summary>
    Browser,
}
