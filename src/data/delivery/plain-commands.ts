/** Commands that surely do nothing by which a delivery is judged. Of a command that is in no table, nothing is known. */
export const plainCommands: ReadonlySet<string> = new Set(
  `. : [ [[ addgroup adduser apk apt apt-add-repository apt-get aptitude awk b2sum base64 basename bc break brew bunzip2 bzip2
   cal cat cd chgrp chmod chocolatey choco chown chsh cksum clear cmp column comm command continue corepack cosign cp curl cut date dd declare df
   diff dig dir dirname dirs dnf docker-credential-ecr-login dos2unix dotnet-install.sh dpkg du echo egrep envsubst eval exit expand export
   expr false fgrep file find fold free fuser gawk getconf getent getopt getopts git git-lfs gpg gpgconf grep groups gsed gunzip gzip
   hash head helm-docs host hostname hub iconv id ifconfig install ip iptables jo join jq kill killall ldconfig ldd less let ln
   local locale-gen localectl locate logger ls lsb_release lscpu lsof lzma mapfile md5sum mkdir mkfifo mktemp modprobe more mount mv nano
   nc netstat nohup notary nproc npm-check numfmt nvm openssl pacman passwd paste patch pgrep ping pkill popd printenv printf ps pushd
   pwd pyenv python-argcomplete rbenv read readarray readlink readonly realpath renice return rm rmdir rustc rustup scutil sed seq
   service set sha1sum sha256sum sha512sum shasum shift shopt sleep snap sort source split ssh-add ssh-agent ssh-keygen ssh-keyscan
   stat strings stty su swapoff swapon sync sysctl systemctl tac tail tar tee test time timeout touch tput tr trap tree true truncate
   type typeset ulimit umask umount uname unexpand uniq unlink unset unxz unzip update-alternatives update-ca-certificates uptime
   useradd usermod uuidgen vi vim wait wc wget whereis which whoami winget xargs xxd xz yes yq yum zcat zip zstd syft xcode-select
   security agvtool pod defaults hdiutil codesign lipo install_name_tool update-java-alternatives sdk java javac psql mysql mongosh
   redis-cli sqlite3 createdb dropdb pg_isready mysqladmin nvidia-smi rclone s3cmd 7z aria2c age sops vault doppler op gitversion
   git-cliff gnuplot graphviz dot asdf volta n fnm nodenv direnv cachix nix-env nix-build nix-channel`.split(/\s+/),
);
