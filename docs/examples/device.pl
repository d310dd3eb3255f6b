#!/usr/bin/perl
# A device at a station, written from ../station-protocol.md: Perl 5.30 or newer with its core modules, openssl 3, and mpv.
# For https: apt-get install libio-socket-ssl-perl.
#
#   device.pl --vang https://vang.example --code 7K4M9XWQ     enrols, then runs; later without --code, or with a new one
#   device.pl --vang https://vang.example --dry-run           plays nothing, but takes the time that playing takes
#
# This process plays; each kind of call has a process of its own, so none holds up another. They share the files of the folder:
#   device.json  token, keys        playlist.json  body, signature, ETag          clock.json  the time, as measured last
#   audio/       by hash, checked   current.json   what plays now                 plays/      not acknowledged yet
#   done/        broadcasts that were played or given up                          refused/    plays that the service refused
use v5.30;
use warnings;
use Digest::SHA; use Fcntl ':flock'; use Getopt::Long; use HTTP::Tiny; use IO::Handle; use JSON::PP; use Time::Local 'timegm_modern';
use MIME::Base64 qw(encode_base64 encode_base64url decode_base64url decode_base64);
use POSIX qw(WNOHANG strftime);
use Time::HiRes qw(time clock_gettime CLOCK_MONOTONIC sleep);

my %option = (folder => 'vang-device', player => 'mpv --no-config --no-video --really-quiet', 'renew-days' => 30);
GetOptions(\%option, 'vang=s', 'code=s', 'folder=s', 'player=s', 'renew-days=f', 'dry-run') && $option{vang} or die "see the first lines\n";
my ($DIR, $MAIN, $BOOT) = ($option{folder}, $$, slurp('/proc/sys/kernel/random/boot_id') // '');
my ($JSON, $HTTP) = (JSON::PP->new->utf8->canonical, HTTP::Tiny->new(timeout => 30, verify_SSL => 1, max_redirect => 0));
my ($ended, $started, %pids, $lock);

# --- files: written whole or not at all, and safe from a power cut
sub slurp { open my $file, '<:raw', $_[0] or return; local $/; scalar <$file> }
sub get { my $text = slurp("$DIR/$_[0]"); defined $text ? eval { $JSON->decode($text) } : undef }
sub put {
    my ($name, $content) = @_;
    open my $file, '>:raw', "$DIR/.new-$$" or die "$name: $!\n";
    print $file ref $content ? $JSON->encode($content) : $content or die "$name: $!\n";
    $file->flush && $file->sync && close $file or die "$name: $!\n";
    move("$DIR/.new-$$", "$DIR/$name");
}
sub move { rename $_[0], $_[1] or die "$_[1]: $!\n"; open my $folder, '<', $_[1] =~ s{/[^/]*$}{}r or die $!; $folder->sync }
sub locked { my ($name, $work) = @_; open my $file, '>', "$DIR/.lock-$name" or die $!; flock $file, LOCK_EX; $work->() }
sub note { say STDERR strftime('%H:%M:%S', gmtime), " @_" }
sub min { $_[0] < $_[1] ? $_[0] : $_[1] }

# --- time (§5)
sub mono { clock_gettime(CLOCK_MONOTONIC) }
sub iso { my $ms = int($_[0] * 1000 + 0.5); strftime('%FT%T', gmtime($ms / 1000)) . sprintf '.%03dZ', $ms % 1000 }
sub instant { my ($y, $m, $d, $h, $min, $s) = split /[-T:Z]/, $_[0]; timegm_modern(0, $min, $h, $d, $m - 1, $y) + $s }
# The corrected time, undef while it is not known. It is counted from the last report without the clock of the day, which NTP may
# set meanwhile. After a boot it is that clock and the offset, unless the clock stood still without power.
sub now {
    my $clock = get('clock.json') or return;
    return $clock->{now} + mono() - $clock->{mono} if $clock->{boot} eq $BOOT;
    return time if -e '/run/systemd/timesync/synchronized';
    return -e '/dev/rtc0' ? time - $clock->{offset} : undef;
}

# --- calls and answers (§6): what is no success dies with { status, code, most, wait }
sub call {
    my ($method, $path, %more) = @_;
    my $device = get('device.json') // {};
    my %headers = (%{ $more{headers} // {} }, $more{json} ? ('content-type' => 'application/json') : ());
    my $answer;
    for my $token ($device->{token}, $device->{previous} // ()) {    # the previous one, if the service has lost the new one
        $headers{authorization} = "Bearer $token" if $token;
        $answer = $HTTP->request($method, "$option{vang}/api/v1/station$path", { headers => \%headers,
            $more{to} ? (data_callback => $more{to}) : (), $more{json} ? (content => $JSON->encode($more{json})) : () });
        $answer->{token} = $token;
        last if $answer->{status} != 401;
    }
    return $answer if $answer->{status} =~ /^(200|201|206|304)$/;
    my ($problem) = grep { ref eq 'HASH' } eval { $JSON->decode($answer->{content}) }, {};
    note("$method $path: ", $problem->{code} ? $JSON->encode($problem) : "no good answer: $answer->{status} $answer->{reason}");
    my ($wait) = ($answer->{headers}{'retry-after'} // '') =~ /^(\d+)$/;
    die { %$problem{qw(code most)}, status => $answer->{status}, wait => $wait // ($answer->{status} == 401 ? 180 : undef) };
}
sub data { $JSON->decode($_[0]{content}) }

# --- enrolment and the token (§1)
sub enrol {
    my $answer = data(call(POST => '/enrol', json => { code => $option{code}, name => (POSIX::uname)[1], version => '1' }));
    put('device.json', { %$answer{qw(deviceId token station playlistKeys)}, code => $option{code}, renewed => time });
    unlink "$DIR/clock.json";                                        # its `since`: what was due before needs no report
    note("enrolled at $answer->{station}{name}");
}
sub renew {                                                          # keeps the token before until the new one is accepted
    my $device = get('device.json');
    return if abs(time - $device->{renewed}) < $option{'renew-days'} * 86400;
    put('device.json', { %$device, token => data(call(POST => '/token'))->{token}, previous => $device->{token}, renewed => time });
    note('token renewed');
}

# --- playlist (§2)
sub trusted {                                                        # what body and signature say, or dies
    my ($body, $signature) = @_;
    my $device = get('device.json');
    my ($head, $sign) = ($signature // '') =~ /^([\w-]+)\.\.([\w-]+)$/ or die "unsigned\n";
    my ($kid, $alg) = @{ $JSON->decode(decode_base64url($head)) }{qw(kid alg)};
    my ($key) = grep { "$_->{kid} EdDSA" eq "$kid $alg" } @{ $device->{playlistKeys} } or die "by an unknown key\n";
    my %part = (key => pack('H*', '302a300506032b6570032100') . decode_base64url($key->{x}),
        text => "$head." . encode_base64url($body), sign => decode_base64url($sign));
    my ($key_file, $text_file, $sign_file) = map { put(".$_-$$", $part{$_}); "$DIR/.$_-$$" } qw(key text sign);
    system(qw(openssl pkeyutl -verify -rawin -pubin -keyform DER -out /dev/null -inkey), $key_file, '-in', $text_file,
        '-sigfile', $sign_file) and die "the signature is wrong\n";
    return (grep { $_->{station} eq $device->{station}{id} or die "for another station\n" } $JSON->decode($body))[0];
}
my ($read, $list) = ('');
sub playlist {                                                       # the one held, checked again when it is another file
    my @stat = stat "$DIR/playlist.json" or return;
    return $list if $read eq "@stat[1, 7, 9]";
    $list = eval { my $held = get('playlist.json'); trusted(decode_base64($held->{body}), $held->{signature}) };
    if ($list) { $read = "@stat[1, 7, 9]" } else { note("held playlist refused: $@"); sleep 1 }
    return $list;
}
sub pull {
    my $old = playlist();
    my $answer = call(GET => '/playlist', headers => $old ? { 'if-none-match' => get('playlist.json')->{etag} } : {});
    return 30 if $answer->{status} == 304;
    my ($body, $signature, $etag) = ($answer->{content}, @{ $answer->{headers} }{qw(vang-signature etag)});
    my $new = eval { trusted($body, $signature) };
    chomp(my $fault = $@ || ($old && $new->{version} < $old->{version} ? 'older than the one held'
        : instant($new->{validUntil}) <= (now() // time) ? 'expired' : ''));
    put('playlist.json', { body => encode_base64($body, ''), signature => $signature, etag => $etag }) if !$fault;
    note($fault ? "playlist refused: $fault" : "playlist $new->{version}");
    return 30;
}

# --- audio (§3)
sub right {                                                          # has the file this hash? If not, it goes
    my ($sha, $file) = ($_[0], $_[1] // "$DIR/audio/$_[0]");
    return -e $file if !-e $file || Digest::SHA->new(256)->addfile($file, 'b')->hexdigest eq $sha;
    note("damaged, deleted: $file");
    return !unlink $file;
}
sub items { @{ (playlist() // { items => [] })->{items} } }
sub coming { my $now = now() // time; grep { instant($_->{endsAt}) + $_->{startWithin} > $now } items() }
sub fetch {
    my ($sha) = @_;
    my $part = "$DIR/audio/$sha.part";
    open my $file, '>>:raw', $part or die "$part: $!\n";
    my ($have, $of) = (-s $part, '');
    my $keep = sub {                                                 # HTTP::Tiny may ask twice: each answer begins anew
        if ($of ne $_[1]) { $of = $_[1]; $file->flush; truncate $file, $of->{status} == 206 ? $have : 0 }
        print $file $_[0] or die "$part: $!\n";
    };
    my %resume = $have ? (range => "bytes=$have-", 'if-range' => "\"$sha\"") : ();
    my $fault = eval { call(GET => "/audio/$sha", to => $keep, headers => \%resume) } ? undef : $@;
    $file->flush && $file->sync && close $file or die "$part: $!\n";
    die $fault if $fault && !(ref $fault && $fault->{status} == 416);
    move($part, "$DIR/audio/$sha") if right($sha, $part);
    return 0;
}
my %checked;
sub fetch_missing {                                                  # what is due soon is hashed again, in time to fetch it
    my $now = now() // time;
    for my $item (coming()) {
        my $sha = $item->{audio}{sha256};
        next if -e "$DIR/audio/$sha" && ($checked{$sha} // 0) > $now - (instant($item->{startsAt}) < $now + 300 ? 60 : 86400);
        $checked{$sha} = $now;
        return fetch($sha) if !right($sha);
    }
    my %needed = map { $_->{audio}{sha256} => 1 } items();
    m{/(\w+)[^/]*$} && !$needed{$1} && unlink for glob "$DIR/audio/*";
    return 1;
}

# --- reports and plays (§4)
sub report {
    my ($list, $current) = (playlist(), get('current.json'));
    my %missing = map { $_->{audio}{sha256} => 1 } grep { !-e "$DIR/audio/$_->{audio}{sha256}" } coming();
    my ($bytes, $before, $sent) = (0, mono(), time);
    $bytes += -s for grep { !/part$/ } glob "$DIR/audio/*";
    my $raw = call(POST => '/report', json => { version => '1', clock => iso($sent), playlistVersion => $list && $list->{version},
        held => { items => 0 + items(), bytes => $bytes, missing => [sort keys %missing] },
        $current && !$current->{over} ? (playing => $current->{event}{broadcastId}) : () });
    my ($half, $answer, $device) = ((mono() - $before) / 2, data($raw), get('device.json'));
    return 0 if $half > 2.5;                                         # too slow to measure anything
    my $now = instant($answer->{now});
    my $since = (get('clock.json') // {})->{since} // $now;
    put('clock.json', { since => $since, boot => $BOOT, mono => $before + $half, now => $now, offset => $sent + $half - $now });
    put('device.json', $device) if $raw->{token} eq $device->{token} && delete $device->{previous};   # the new one was accepted
    eval { renew() };
    eval { locked(pull => \&pull) } if $answer->{playlistVersion} != ($list ? $list->{version} : 0);
    return $answer->{next};
}
my $batch = 500;
sub send_plays {
    my @files = sort glob "$DIR/plays/*" or return 1;
    @files = @files[0 .. min($batch, 0 + @files) - 1];
    my $answer = eval { data(call(POST => '/plays', json => { events => [map { $JSON->decode(slurp($_))->{event} } @files] })) };
    my $refused = sub { -f "$DIR/plays/$_[0]" && move("$DIR/plays/$_[0]", "$DIR/refused/$_[0]") };
    if (my $fault = $@) {
        die $fault if !ref $fault || $fault->{status} !~ /^(400|413)$/;
        $refused->($files[0] =~ s{.*/}{}r) if @files == 1;           # one bad event must not hold up the others
        return !($batch = $fault->{most} // int(@files / 2) || 1);
    }
    note('plays sent:', $JSON->encode($answer));
    $refused->($_->{id} // '') for @{ $answer->{refused} };
    unlink @files;                                                   # stored there, or never will be
    return !($batch = 500);
}

# --- playing (§5)
sub event {
    my ($item, %more) = @_;
    my ($time, $now) = (time, now());
    my $id = sprintf '%012x7%03x%04x%04x%04x%04x', $time * 1000, rand 4096, 0x8000 | rand 0x4000, map { rand 65536 } 1 .. 3;
    return { id => $id =~ s/(.{8})(.{4})(.{4})(.{4})/$1-$2-$3-$4-/r, broadcastId => $item->{broadcastId}, sha256 => $item->{audio}{sha256},
        startedAt => iso($time), endedAt => iso($time), playedSeconds => 0, clockOffsetMs => int(($time - $now) * 1000), %more };
}
# How a play ended. current.json is whole before the broadcast is marked as done, and becomes the event by a rename: after a kill
# between any two steps the next start goes on from there, with the same id.
sub over {
    my ($event, $again) = @_;
    put('current.json', { event => $event, over => $again ? 'again' : 'done' });
    note("$event->{outcome} $event->{broadcastId}", $event->{playedSeconds}, $event->{reason} // '');
    settle();
}
sub settle {
    my $current = get('current.json') or return;
    my $event = $current->{event};
    return over({ %$event, outcome => 'cut', reason => 'power-cut' }, 1) if !$current->{over};
    put("done/$event->{broadcastId}", '') if $current->{over} eq 'done';
    move("$DIR/current.json", "$DIR/plays/$event->{id}");
}
sub allowed {
    my ($item, $list, $now) = @_;
    my $end = $now + $item->{audio}{seconds};
    return $item->{priority} eq 'emergency' || grep { instant($_->{from}) <= $now && $end <= instant($_->{until}) } @{ $list->{hours} };
}
sub stopped { my ($item) = @_; grep { $_ eq $item->{broadcastId} } @{ (playlist() // { stop => [] })->{stop} } }
sub due {                                                            # what may begin now; what no longer may is reported once
    my ($urgent) = @_;
    my ($now, $list) = (now(), playlist());
    return if !$now || !$list || $now >= instant($list->{validUntil});
    for my $item (sort { ($b->{priority} eq 'emergency') <=> ($a->{priority} eq 'emergency') } @{ $list->{items} }) {
        my ($start, $file) = (instant($item->{startsAt}), "$DIR/audio/$item->{audio}{sha256}");
        next if $now < $start || stopped($item) || -e "$DIR/done/$item->{broadcastId}" || $urgent && $item->{priority} ne 'emergency';
        my $late = $now > $start + $item->{startWithin};
        return $item if !$late && allowed($item, $list, $now) && right($item->{audio}{sha256});
        next if $urgent || !$late || $start < get('clock.json')->{since};
        over(event($item, !-e $file ? (outcome => 'failed', reason => 'network-down')
            : (outcome => 'skipped', $start + $item->{startWithin} < $started ? (reason => 'power-cut') : ())));
    }
    return;
}
sub play {
    my ($item) = @_;
    my ($event, $length, $begun, $kept, $cut) = (event($item), $item->{audio}{seconds}, mono(), 0);
    put('current.json', { event => $event });
    my @player = $option{'dry-run'} ? (sleep => $length) : (split(' ', $option{player}), "$DIR/audio/$item->{audio}{sha256}");
    my $pid = fork // die "fork: $!\n";
    if (!$pid) { exec qw(setpriv --pdeathsig KILL), @player or POSIX::_exit(127) }   # no sound without this process
    until (waitpid $pid, WNOHANG) {
        my $seconds = mono() - $begun;
        $cut = $ended ? 'again' : $seconds > $length + 10 || stopped($item) || $item->{priority} ne 'emergency' && due(1) ? 'done' : undef;
        if ($cut) { kill KILL => $pid; waitpid $pid, 0; last }
        @$event{qw(playedSeconds endedAt)} = (min($seconds, $length), iso(time));
        if ($seconds > $kept + 5) { $kept = $seconds; put('current.json', { event => $event }) }
        tend();
        sleep 0.1;
    }
    my ($seconds, $fault) = (min(mono() - $begun, $length), !$cut && $?);
    @$event{qw(playedSeconds endedAt outcome)} = ($seconds, iso(time), $cut || $seconds < $length * 0.95 ? 'cut' : 'played');
    @$event{qw(playedSeconds outcome reason)} = (0, 'failed', 'equipment-broken') if $fault;
    over($event, ($cut // '') eq 'again');
}

# --- the processes
my %calls = (report => \&report, plays => \&send_plays, playlist => sub { locked(pull => \&pull) },
    audio => sub { locked(audio => \&fetch_missing) });
sub repeat {
    my ($work, $backoff) = ($_[0], 5);
    while (1) {
        my $wait = eval { my $next = $work->(); $backoff = 5; $next };
        note($@) if !defined $wait && !ref $@;
        ($wait, $backoff) = (ref $@ && $@->{wait} || $backoff, min($backoff * 2, 300)) if !defined $wait;
        for (my $until = mono() + 0.1 + $wait * (1 + rand 0.3); mono() < $until; sleep 0.1) { exit if getppid != $MAIN }
    }
}
sub tend {                                                           # starts the processes, and again if one ends
    for my $name (keys %calls) {
        next if $pids{$name} && !waitpid($pids{$name}, WNOHANG) || ($pids{$name} = fork // die "fork: $!\n");
        close $lock, $SIG{TERM} = $SIG{INT} = 'DEFAULT', srand, repeat($calls{$name});
    }
}
binmode STDERR, ':utf8' and umask 077;
mkdir $_ for $DIR, map { "$DIR/$_" } qw(audio plays done refused);
open($lock, '>', "$DIR/.lock") && flock $lock, LOCK_EX | LOCK_NB or die "$DIR cannot be used, or another device runs in it.\n";
enrol() if $option{code} && $option{code} ne (get('device.json') // {})->{code} // '';
die "This device is not enrolled: start it with --code.\n" if !get('device.json');
$SIG{TERM} = $SIG{INT} = sub { $ended = 1 };
unlink grep({ -M > 9 } glob "$DIR/done/*"), glob "$DIR/.{new,key,text,sign}-*";
settle();
for (; !$ended; sleep 0.1) { tend(); $started //= now(); play($_) for due() }
kill TERM => values %pids;
