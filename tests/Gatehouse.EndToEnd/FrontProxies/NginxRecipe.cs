namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>nginx with <c>auth_request</c>.</summary>
public sealed class NginxRecipe : FrontProxyRecipe
{
    /// <inheritdoc/>
    public override string Heading => "nginx";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/nginx"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Func<string, string> block)
    {
        File.WriteAllText(
            Path.Combine(folder, "nginx.conf"),
            $$"""
            user root;
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log;
            events { }
            http {
                access_log off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                {{block("nginx")}}
            }
            """
        );
        return ["-p", folder, "-c", "nginx.conf", "-e", "error.log", "-g", "daemon off;"];
    }
}
