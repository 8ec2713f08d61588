using Gatehouse.EndToEnd.Dress;

namespace Gatehouse.EndToEnd.Ways;

/// <summary>nginx that asks a gateway for <c>/api/</c> where it was asked for <c>/shop/</c>, and names that in a field.</summary>
public sealed class RewritingNginx(Uri gateway, string field) : DressedServerRecipe
{
    /// <inheritdoc/>
    public override string Dress => "rewriting nginx";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/nginx"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm)
    {
        File.WriteAllText(
            System.IO.Path.Combine(folder, "nginx.conf"),
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
                server {
                    listen {{address.Authority}};
                    location /shop/ {
                        proxy_set_header {{field}} $request_uri;
                        proxy_pass {{gateway.GetLeftPart(UriPartial.Authority)}}/api/;
                    }
                }
            }
            """
        );
        return ["-p", folder, "-c", "nginx.conf", "-e", "error.log", "-g", "daemon off;"];
    }
}
