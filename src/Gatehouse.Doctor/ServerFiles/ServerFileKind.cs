namespace Gatehouse.Doctor.ServerFiles;

/// <summary>What a server's file is.</summary>
internal enum ServerFileKind
{
    /// <summary>It was not recognised.</summary>
    Unknown,

    /// <summary>nginx.</summary>
    Nginx,

    /// <summary>Apache: httpd.conf, a site, or .htaccess.</summary>
    Apache,

    /// <summary>web.config of IIS and ASP.NET.</summary>
    WebConfig,

    /// <summary>php.ini or .user.ini.</summary>
    PhpIni,

    /// <summary>Compose, Traefik or another YAML file, an environment file, or oauth2-proxy's own file.</summary>
    Container,

    /// <summary>Caddy.</summary>
    Caddyfile,

    /// <summary>HAProxy.</summary>
    Haproxy,

    /// <summary>A Gatehouse's own configuration.</summary>
    Gatehouse,

    /// <summary>A file of users and hashes.</summary>
    Users,
}
