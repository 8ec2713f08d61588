namespace Gatehouse.EndToEnd.Dress;

/// <summary>nginx with <c>auth_basic</c>.</summary>
public sealed class NginxServer : DressedServerRecipe
{
    /// <inheritdoc/>
    public override string Dress => "nginx";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Needs => ["/usr/sbin/nginx"];

    /// <inheritdoc/>
    public override string[] Write(string folder, Uri address, string realm)
    {
        File.WriteAllText(System.IO.Path.Combine(folder, "users"), PasswordFileLine);
        File.WriteAllText(System.IO.Path.Combine(folder, "index.html"), "let in");
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
                server_tokens off;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                server {
                    listen {{address.Authority}};
                    root {{folder}};
                    auth_basic "{{realm}}";
                    auth_basic_user_file {{folder}}/users;
                }
            }
            """
        );
        return ["-p", folder, "-c", "nginx.conf", "-e", "error.log", "-g", "daemon off;"];
    }
}
