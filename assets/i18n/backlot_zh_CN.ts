<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Backlot Studio</source>
        <translation>关于 Backlot Studio</translation>
    </message>
    <message>
        <source>Pictures, voices, captions and video over one project, on your own machine.</source>
        <translation>图像、配音、字幕和视频，都在同一个项目里，都在您自己的电脑上。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It uses:</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更高版本。使用了：</translation>
    </message>
    <message>
        <source>Licences of the parts</source>
        <translation>各组件的许可证</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>{command} {subject}</source>
        <translation>{command}：{subject}</translation>
    </message>
</context>
<context>
    <name>Beginnings</name>
    <message>
        <source>Choose a video to caption</source>
        <translation>选择要加字幕的视频</translation>
    </message>
    <message>
        <source>Choose a video to dub</source>
        <translation>选择要配音的视频</translation>
    </message>
</context>
<context>
    <name>CaptionPreview</name>
    <message>
        <source>Preview of the style</source>
        <translation>样式预览</translation>
    </message>
    <message>
        <source>How captions look</source>
        <translation>字幕的样子</translation>
    </message>
</context>
<context>
    <name>CaptionsInspector</name>
    <message>
        <source>Style</source>
        <translation>样式</translation>
    </message>
    <message>
        <source>Selected captions</source>
        <translation>所选字幕</translation>
    </message>
    <message>
        <source>Fix automatically</source>
        <translation>自动修正</translation>
    </message>
    <message>
        <source>Shift by</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>平移</translation>
    </message>
    <message>
        <source>Easy to read</source>
        <translation>易于阅读</translation>
    </message>
    <message>
        <source>Track</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>Name of the track</source>
        <translation>轨道名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Burn into the picture</source>
        <translation>烧录到画面</translation>
    </message>
    <message>
        <source>Off: exported beside the picture, as captions that can be switched off</source>
        <translation>关闭：随画面一起导出，作为可关闭的字幕</translation>
    </message>
    <message>
        <source>Remove track</source>
        <translation>删除轨道</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>转写</translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation>识别引擎</translation>
    </message>
    <message>
        <source>Spoken language</source>
        <translation>所说语言</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>CaptionsPanel</name>
    <message>
        <source>Captions for your film</source>
        <translation>为影片制作字幕</translation>
    </message>
    <message>
        <source>Write down what is said, correct it, and show it in the picture. Drop a video, a recording or a caption file here.</source>
        <translation>把说的话写下来，校对后显示在画面上。将视频、录音或字幕文件拖到这里。</translation>
    </message>
    <message>
        <source>Transcribe a video…</source>
        <translation>转写视频…</translation>
    </message>
    <message>
        <source>Import a caption file…</source>
        <translation>导入字幕文件…</translation>
    </message>
    <message>
        <source>Or type the first caption</source>
        <translation>或输入第一条字幕</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在听</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>正在转写</translation>
    </message>
    <message>
        <source>Transcribe {name}</source>
        <translation>转写 {name}</translation>
    </message>
    <message>
        <source>Listening to {name}</source>
        <translation>正在听 {name}</translation>
    </message>
    <message>
        <source>Transcribe a video</source>
        <translation>转写视频</translation>
    </message>
    <message>
        <source>Video and sound (*)</source>
        <translation>视频和声音 (*)</translation>
    </message>
    <message>
        <source>Import captions</source>
        <translation>导入字幕</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Export captions</source>
        <translation>导出字幕</translation>
    </message>
    <message>
        <source>Import {name}</source>
        <translation>导入 {name}</translation>
    </message>
    <message>
        <source>into a new caption track</source>
        <translation>到新的字幕轨道</translation>
    </message>
    <message>
        <source>It goes to the end of the timeline.</source>
        <translation>放到时间线末尾。</translation>
    </message>
    <message>
        <source>It goes on the timeline.</source>
        <translation>放到时间线上。</translation>
    </message>
    <message>
        <source>Captions ({endings})</source>
        <translation>字幕 ({endings})</translation>
    </message>
</context>
<context>
    <name>CastInspector</name>
    <message>
        <source>Cast</source>
        <translation>角色表</translation>
    </message>
    <message>
        <source>Add a speaker</source>
        <translation>添加角色</translation>
    </message>
    <message>
        <source>Remove this speaker</source>
        <translation>移除此角色</translation>
    </message>
    <message>
        <source>Search voices</source>
        <translation>搜索声音</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Voices</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>No voice fits the search.</source>
        <translation>没有符合的声音。</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>试听</translation>
    </message>
    <message>
        <source>Voice of {name}</source>
        <translation>{name}的声音</translation>
    </message>
    <message>
        <source>This speaker has lines</source>
        <translation>此角色有台词</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>所有语言</translation>
    </message>
    <message>
        <source>Use for {name}</source>
        <translation>用于{name}</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Speaking…</source>
        <translation>正在朗读…</translation>
    </message>
    <message>
        <source>Speaker {number}</source>
        <translation>角色 {number}</translation>
    </message>
</context>
<context>
    <name>CastModel</name>
    <message>
        <source>Speaker</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>台词</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>尚无</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Find a command, an engine, a setting…</source>
        <translation>查找命令、引擎或设置…</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>没有找到匹配项。</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>打开项目…</translation>
    </message>
    <message>
        <source>Make a film from a script…</source>
        <translation>用剧本制作影片…</translation>
    </message>
    <message>
        <source>Rename project…</source>
        <translation>重命名项目…</translation>
    </message>
    <message>
        <source>Duplicate project</source>
        <translation>复制项目</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Make the film of the script</source>
        <translation>制作剧本的影片</translation>
    </message>
    <message>
        <source>Stop making the film</source>
        <translation>停止制作影片</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Go to Image</source>
        <translation>前往图像</translation>
    </message>
    <message>
        <source>Go to Voice</source>
        <translation>前往配音</translation>
    </message>
    <message>
        <source>Go to Captions</source>
        <translation>前往字幕</translation>
    </message>
    <message>
        <source>Go to Video</source>
        <translation>前往视频</translation>
    </message>
    <message>
        <source>Go to Export</source>
        <translation>前往导出</translation>
    </message>
    <message>
        <source>Main action of this place, or cancel it</source>
        <translation>执行或取消当前工作区的主要操作</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>素材库</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Theme like the system</source>
        <translation>主题跟随系统</translation>
    </message>
    <message>
        <source>Reset the layout</source>
        <translation>重置布局</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>查找命令…</translation>
    </message>
    <message>
        <source>Keys of this place</source>
        <translation>当前工作区的快捷键</translation>
    </message>
    <message>
        <source>About Backlot Studio</source>
        <translation>关于 Backlot Studio</translation>
    </message>
    <message>
        <source>Play this caption</source>
        <translation>播放这条字幕</translation>
    </message>
    <message>
        <source>Find and replace in captions</source>
        <translation>在字幕中查找和替换</translation>
    </message>
    <message>
        <source>Export captions…</source>
        <translation>导出字幕…</translation>
    </message>
    <message>
        <source>Star picture</source>
        <translation>给图片加星标</translation>
    </message>
    <message>
        <source>Vary picture</source>
        <translation>生成图片变体</translation>
    </message>
    <message>
        <source>Compare pictures</source>
        <translation>比较图片</translation>
    </message>
    <message>
        <source>Save picture as PNG…</source>
        <translation>图片另存为 PNG…</translation>
    </message>
    <message>
        <source>Add media at the playhead…</source>
        <translation>在播放头处添加素材…</translation>
    </message>
    <message>
        <source>Split at the playhead</source>
        <translation>在播放头处拆分</translation>
    </message>
    <message>
        <source>Delete clips</source>
        <translation>删除片段</translation>
    </message>
    <message>
        <source>Delete clips and close the gap</source>
        <translation>删除片段并合拢空隙</translation>
    </message>
    <message>
        <source>Trim start to the playhead</source>
        <translation>将开头裁剪到播放头</translation>
    </message>
    <message>
        <source>Trim end to the playhead</source>
        <translation>将结尾裁剪到播放头</translation>
    </message>
    <message>
        <source>Replace frame or range…</source>
        <translation>替换帧或区间…</translation>
    </message>
    <message>
        <source>Save frame as PNG…</source>
        <translation>将画面存为 PNG…</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Play backwards</source>
        <translation>倒放</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play forwards</source>
        <translation>正向播放</translation>
    </message>
    <message>
        <source>Range begins here</source>
        <translation>设为入点</translation>
    </message>
    <message>
        <source>Range ends here</source>
        <translation>设为出点</translation>
    </message>
    <message>
        <source>Clear range</source>
        <translation>清除入点和出点</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>后退一秒</translation>
    </message>
    <message>
        <source>One second on</source>
        <translation>前进一秒</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>Insert caption at the playhead</source>
        <translation>在播放头处插入字幕</translation>
    </message>
    <message>
        <source>Split caption at the cursor</source>
        <translation>在光标处拆分字幕</translation>
    </message>
    <message>
        <source>Merge with the next caption</source>
        <translation>与下一条字幕合并</translation>
    </message>
    <message>
        <source>Start caption at the playhead</source>
        <translation>字幕从播放头处开始</translation>
    </message>
    <message>
        <source>End caption at the playhead</source>
        <translation>字幕在播放头处结束</translation>
    </message>
    <message>
        <source>Shift captions one frame earlier</source>
        <translation>字幕提前一帧</translation>
    </message>
    <message>
        <source>Shift captions one frame later</source>
        <translation>字幕延后一帧</translation>
    </message>
    <message>
        <source>Delete captions</source>
        <translation>删除字幕</translation>
    </message>
    <message>
        <source>Next problem</source>
        <translation>下一个问题</translation>
    </message>
    <message>
        <source>Previous problem</source>
        <translation>上一个问题</translation>
    </message>
    <message>
        <source>Fix the selected captions</source>
        <translation>修正所选字幕</translation>
    </message>
    <message>
        <source>Fix all captions</source>
        <translation>修正所有字幕</translation>
    </message>
    <message>
        <source>Edit the text</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <source>Snap captions to cuts</source>
        <translation>字幕对齐到剪辑点</translation>
    </message>
    <message>
        <source>Previous caption</source>
        <translation>上一条字幕</translation>
    </message>
    <message>
        <source>Next caption</source>
        <translation>下一条字幕</translation>
    </message>
    <message>
        <source>Play this line</source>
        <translation>播放此句</translation>
    </message>
    <message>
        <source>Speak this line</source>
        <translation>为此句配音</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>添加台词</translation>
    </message>
    <message>
        <source>Move line up</source>
        <translation>台词上移</translation>
    </message>
    <message>
        <source>Move line down</source>
        <translation>台词下移</translation>
    </message>
    <message>
        <source>Remove lines</source>
        <translation>移除台词</translation>
    </message>
    <message>
        <source>Open a script…</source>
        <translation>打开剧本…</translation>
    </message>
    <message>
        <source>Dub the captions</source>
        <translation>为字幕配音</translation>
    </message>
</context>
<context>
    <name>CueDelegate</name>
    <message>
        <source>Caption text</source>
        <translation>字幕文字</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>CueModel</name>
    <message>
        <source>Reading speed in characters a second</source>
        <translation>阅读速度（每秒字符数）</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>CPS</source>
        <translation>字/秒</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
</context>
<context>
    <name>CueTable</name>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
</context>
<context>
    <name>CueTools</name>
    <message>
        <source>Find and replace (Ctrl+F)</source>
        <translation>查找和替换 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Find in captions</source>
        <translation>在字幕中查找</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Captions with problems: {count}. Show only these.</source>
        <translation>有问题的字幕：{count} 条。仅显示这些。</translation>
    </message>
    <message>
        <source>No caption has a problem</source>
        <translation>所有字幕都没有问题</translation>
    </message>
    <message>
        <source>Stop looking for cuts</source>
        <translation>停止查找剪辑点</translation>
    </message>
</context>
<context>
    <name>CueWave</name>
    <message>
        <source>Waveform with captions</source>
        <translation>带字幕的波形</translation>
    </message>
    <message>
        <source>Nothing on the timeline has sound.</source>
        <translation>时间线上没有声音。</translation>
    </message>
    <message>
        <source>Reading the sound…</source>
        <translation>正在读取声音…</translation>
    </message>
    <message>
        <source>Double click: a new caption. Wheel: zoom. Shift and wheel: scroll.</source>
        <translation>双击：新建字幕。滚轮：缩放。Shift 加滚轮：滚动。</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>This place is not part of this build</source>
        <translation>此版本不含这个工作区</translation>
    </message>
    <message>
        <source>It comes with a later version.</source>
        <translation>将在后续版本中提供。</translation>
    </message>
    <message>
        <source>Restore it</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>Close {dock}</source>
        <translation>关闭{dock}</translation>
    </message>
    <message>
        <source>Back into the window</source>
        <translation>放回窗口</translation>
    </message>
    <message>
        <source>Let it float</source>
        <translation>浮动显示</translation>
    </message>
</context>
<context>
    <name>Drops</name>
    <message>
        <source>The files stay where they are.</source>
        <translation>文件保持在原处。</translation>
    </message>
    <message>
        <source>Unpack and open {name}</source>
        <translation>解包并打开 {name}</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>Make a film from {name}</source>
        <translation>用 {name} 制作影片</translation>
    </message>
    <message>
        <source>Begin a project with {name}</source>
        <translation>以 {name} 新建项目</translation>
    </message>
    <message>
        <source>The script replaces nothing; undo takes it back.</source>
        <translation>不会替换任何内容；可撤销。</translation>
    </message>
    <message>
        <source>Make scenes and lines from {name}</source>
        <translation>从 {name} 创建场景和台词</translation>
    </message>
    <message>
        <source>Import captions from {name}</source>
        <translation>从 {name} 导入字幕</translation>
    </message>
    <message>
        <source>Add {name} to the library</source>
        <translation>将 {name} 添加到素材库</translation>
    </message>
    <message>
        <source>Add {count} files to the library</source>
        <translation>将 {count} 个文件添加到素材库</translation>
    </message>
</context>
<context>
    <name>Durations</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>a few seconds</source>
        <translation>还剩几秒</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>剩余 {seconds} 秒</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
</context>
<context>
    <name>EffectForm</name>
    <message>
        <source>Reset {effect}</source>
        <translation>重置{effect}</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>What is spoken.</source>
        <translation>要朗读的内容。</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>A voice&apos;s id, such as en-us or en-gb+f3; empty for the language&apos;s own voice.</source>
        <translation>声音的标识，例如 en-us 或 en-gb+f3；留空则使用该语言的默认声音。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>What is said in the sound, word for word.</source>
        <translation>声音中说的话，逐字写出。</translation>
    </message>
    <message>
        <source>Only English.</source>
        <translation>仅支持英语。</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>What the picture shows.</source>
        <translation>图片要展现的内容。</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>反向提示词</translation>
    </message>
    <message>
        <source>What it must not show.</source>
        <translation>图片中不该出现的内容。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Id of the model&apos;s folder.</source>
        <translation>模型文件夹的标识。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>0 is the size the model was made for.</source>
        <translation>0 表示使用模型的原生尺寸。</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>More steps take longer and are finer; distilled models need 4 to 8.</source>
        <translation>步数越多越慢、越精细；蒸馏模型只需 4 到 8 步。</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>How closely the prompt is followed; distilled models want 0 or 1.</source>
        <translation>遵循提示词的程度；蒸馏模型宜用 0 或 1。</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>调度器</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>How the noise is taken away; automatic is what the model was made for.</source>
        <translation>去除噪声的方式；自动即模型的默认方式。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>With a picture to start from: how much of it is made anew.</source>
        <translation>以图片为起点时，重新生成的比例。</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>float16</source>
        <translation>float16</translation>
    </message>
    <message>
        <source>Automatic is float32 on the processor and half precision on a graphics card.</source>
        <translation>自动：处理器上用 float32，显卡上用半精度。</translation>
    </message>
    <message>
        <source>Id of the Whisper model&apos;s folder (CTranslate2 format).</source>
        <translation>Whisper 模型文件夹的标识（CTranslate2 格式）。</translation>
    </message>
    <message>
        <source>A language tag such as en or de; empty to find it out.</source>
        <translation>语言标签，例如 en 或 zh；留空则自动检测。</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>transcribe</source>
        <translation>转写</translation>
    </message>
    <message>
        <source>translate</source>
        <translation>翻译</translation>
    </message>
    <message>
        <source>Write what is said, or an English translation of it.</source>
        <translation>写出原话，或写出英文译文。</translation>
    </message>
    <message>
        <source>Beam</source>
        <translation>束宽</translation>
    </message>
    <message>
        <source>More hypotheses are slower and a little better.</source>
        <translation>候选越多越慢，效果略好。</translation>
    </message>
    <message>
        <source>Skip silence</source>
        <translation>跳过静音</translation>
    </message>
    <message>
        <source>Leave out what is not speech; keeps the model from inventing words in silence.</source>
        <translation>略去非语音部分，避免模型在静音处凭空造词。</translation>
    </message>
    <message>
        <source>Names and terms</source>
        <translation>人名和术语</translation>
    </message>
    <message>
        <source>Words that occur, for the model to spell them right.</source>
        <translation>会出现的词语，帮助模型写对。</translation>
    </message>
    <message>
        <source>Only English; other languages need a downloaded recogniser.</source>
        <translation>仅支持英语；其他语言需要下载识别引擎。</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>断句</translation>
    </message>
    <message>
        <source>Set capital letters and full stops by the pauses.</source>
        <translation>根据停顿添加大写字母和句号。</translation>
    </message>
    <message>
        <source>Cut at pauses of</source>
        <translation>停顿切分长度</translation>
    </message>
    <message>
        <source>Shorter pauses stay inside a piece.</source>
        <translation>更短的停顿不会切分。</translation>
    </message>
    <message>
        <source>A language tag, such as fr or pt-BR; empty for the voice&apos;s own, or American English.</source>
        <translation>语言标签，例如 fr 或 pt-BR；留空则使用声音自带的语言，或美式英语。</translation>
    </message>
    <message>
        <source>Manner</source>
        <translation>语气</translation>
    </message>
    <message>
        <source>How it is said; changes rate, volume and pitch together.</source>
        <translation>说话的方式；同时改变语速、音量和音高。</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>语速</translation>
    </message>
    <message>
        <source>1 is 175 words a minute.</source>
        <translation>1 表示每分钟 175 个词。</translation>
    </message>
    <message>
        <source>Pitch</source>
        <translation>音高</translation>
    </message>
    <message>
        <source>50 is the voice&apos;s own pitch.</source>
        <translation>50 是声音本来的音高。</translation>
    </message>
    <message>
        <source>Pitch range</source>
        <translation>音高范围</translation>
    </message>
    <message>
        <source>0 is flat, 50 the voice&apos;s own melody, 99 lively.</source>
        <translation>0 为平直，50 为声音本来的语调，99 为生动。</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Loudness of the recording; the mix levels it anyway.</source>
        <translation>录音的响度；混音时会再统一。</translation>
    </message>
    <message>
        <source>Gap between words</source>
        <translation>词间停顿</translation>
    </message>
    <message>
        <source>Extra silence after every word.</source>
        <translation>每个词之后的额外静音。</translation>
    </message>
    <message>
        <source>Id of the VITS model&apos;s folder.</source>
        <translation>VITS 模型文件夹的标识。</translation>
    </message>
    <message>
        <source>Number of the speaker, counted from 0, in a model of several; empty for the first.</source>
        <translation>多说话人模型中的说话人编号，从 0 起；留空则用第一个。</translation>
    </message>
    <message>
        <source>A VITS model speaks the one language it was made for; this is not read.</source>
        <translation>VITS 模型只会说其训练的语言；此项不起作用。</translation>
    </message>
    <message>
        <source>1 is the model&apos;s own pace.</source>
        <translation>1 表示模型本来的语速。</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>锐化</translation>
    </message>
    <message>
        <source>Strength of the unsharp mask.</source>
        <translation>USM 锐化的强度。</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>How sure the model must be that somebody speaks.</source>
        <translation>模型判定有人说话所需的把握程度。</translation>
    </message>
    <message>
        <source>Shortest speech</source>
        <translation>最短语音</translation>
    </message>
    <message>
        <source>Shorter speech is left out.</source>
        <translation>更短的语音会被忽略。</translation>
    </message>
    <message>
        <source>Shortest silence</source>
        <translation>最短静音</translation>
    </message>
    <message>
        <source>A shorter silence does not divide a segment.</source>
        <translation>更短的静音不会切分片段。</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>边距</translation>
    </message>
    <message>
        <source>Added before and after each segment; never so much that two overlap.</source>
        <translation>加在每个片段前后；不会多到使两段重叠。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Width and height of the picture.</source>
        <translation>图片的宽度和高度。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>张数</translation>
    </message>
    <message>
        <source>How many are made, each with a seed of its own.</source>
        <translation>生成的张数，每张使用各自的种子。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>The noise a picture starts from. The same seed and settings give the same picture.</source>
        <translation>图片的起始噪声。种子和设置相同，图片就相同。</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色彩</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>曝光</translation>
    </message>
    <message>
        <source>In stops: +1 doubles the light.</source>
        <translation>以档为单位：+1 亮度加倍。</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>About middle grey; 1 leaves it.</source>
        <translation>以中灰为基准；1 为不变。</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>饱和度</translation>
    </message>
    <message>
        <source>0 is black and white, 1 leaves it.</source>
        <translation>0 为黑白，1 为不变。</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>色温</translation>
    </message>
    <message>
        <source>Positive is warmer, negative cooler.</source>
        <translation>正值偏暖，负值偏冷。</translation>
    </message>
    <message>
        <source>Tint</source>
        <translation>色调</translation>
    </message>
    <message>
        <source>Positive is more magenta, negative more green.</source>
        <translation>正值偏品红，负值偏绿。</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Above 1 lifts the middle tones.</source>
        <translation>大于 1 会提亮中间调。</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁切</translation>
    </message>
    <message>
        <source>Part of the picture that is cut away on this side.</source>
        <translation>从这一侧裁去的画面比例。</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How fast the clip plays; its length follows.</source>
        <translation>片段播放的快慢；长度随之变化。</translation>
    </message>
    <message>
        <source>Transform</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>contain</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>cover</source>
        <translation>填满</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适配</translation>
    </message>
    <message>
        <source>Contain shows the whole picture, cover fills the frame.</source>
        <translation>“完整”显示整个画面，“填满”铺满画框。</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>Shift to the right, in frame widths.</source>
        <translation>向右位移，以画面宽度为单位。</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>Y</translation>
    </message>
    <message>
        <source>Shift downwards, in frame heights.</source>
        <translation>向下位移，以画面高度为单位。</translation>
    </message>
    <message>
        <source>1 is the fitted size.</source>
        <translation>1 为适配后的大小。</translation>
    </message>
    <message>
        <source>Rotation</source>
        <translation>旋转</translation>
    </message>
    <message>
        <source>Clockwise, about the picture&apos;s centre.</source>
        <translation>绕画面中心顺时针旋转。</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
</context>
<context>
    <name>ErrorCard</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Error: {message}</source>
        <translation>错误：{message}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>ExportList</name>
    <message>
        <source>Exports</source>
        <translation>导出记录</translation>
    </message>
    <message>
        <source>Nothing exported yet. Finished files are listed here with what was checked.</source>
        <translation>尚未导出。完成的文件及其检查结果会列在这里。</translation>
    </message>
</context>
<context>
    <name>ExportPanel</name>
    <message>
        <source>What to export</source>
        <translation>导出内容</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In to out</source>
        <translation>入点到出点</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Replace a file of the same name</source>
        <translation>替换同名文件</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export what is chosen</source>
        <translation>导出所选内容</translation>
    </message>
    <message>
        <source>Add to the queue</source>
        <translation>加入队列</translation>
    </message>
    <message>
        <source>Export what is chosen after what is being made</source>
        <translation>在当前导出之后导出所选内容</translation>
    </message>
    <message>
        <source>Nothing to export yet</source>
        <translation>还没有可导出的内容</translation>
    </message>
    <message>
        <source>Put a clip or a caption on the timeline first.</source>
        <translation>请先在时间线上放一个片段或一条字幕。</translation>
    </message>
    <message>
        <source>Go to Video</source>
        <translation>前往视频</translation>
    </message>
    <message>
        <source>Named by project</source>
        <translation>按项目命名</translation>
    </message>
    <message>
        <source>{count} files are made of each sequence.</source>
        <translation>每个序列生成 {count} 个文件。</translation>
    </message>
    <message>
        <source>Set an in and an out point first (I and O)</source>
        <translation>请先设置入点和出点（I 和 O）</translation>
    </message>
    <message>
        <source>Folder for exports</source>
        <translation>导出文件夹</translation>
    </message>
    <message>
        <source>Film, captions in the picture</source>
        <translation>影片，字幕烧录到画面</translation>
    </message>
    <message>
        <source>H.264 and AAC in MP4; plays everywhere.</source>
        <translation>MP4（H.264 和 AAC），到处都能播放。</translation>
    </message>
    <message>
        <source>Film, captions to switch on</source>
        <translation>影片，字幕可开关</translation>
    </message>
    <message>
        <source>The same film with captions as a track of their own.</source>
        <translation>同样的影片，字幕为单独的轨道。</translation>
    </message>
    <message>
        <source>Film without captions</source>
        <translation>影片，无字幕</translation>
    </message>
    <message>
        <source>Only picture and sound.</source>
        <translation>只有画面和声音。</translation>
    </message>
    <message>
        <source>Draft film</source>
        <translation>影片草稿</translation>
    </message>
    <message>
        <source>480 lines, quick to make, captions in the picture.</source>
        <translation>480 线，导出快，字幕烧录到画面。</translation>
    </message>
    <message>
        <source>Captions, SRT</source>
        <translation>字幕，SRT</translation>
    </message>
    <message>
        <source>The most widely read caption file.</source>
        <translation>通用性最好的字幕文件。</translation>
    </message>
    <message>
        <source>Captions, WebVTT</source>
        <translation>字幕，WebVTT</translation>
    </message>
    <message>
        <source>For web players.</source>
        <translation>用于网页播放器。</translation>
    </message>
    <message>
        <source>Captions, ASS</source>
        <translation>字幕，ASS</translation>
    </message>
    <message>
        <source>With style: font, colours, place.</source>
        <translation>带样式：字体、颜色、位置。</translation>
    </message>
    <message>
        <source>Sound, WAV</source>
        <translation>声音，WAV</translation>
    </message>
    <message>
        <source>The whole mix, 48 kHz, 16 bit.</source>
        <translation>完整混音，48 kHz，16 位。</translation>
    </message>
    <message>
        <source>Frames, PNG</source>
        <translation>逐帧画面，PNG</translation>
    </message>
    <message>
        <source>One picture per frame in a folder.</source>
        <translation>每帧一张图片，存入文件夹。</translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Done in {time}</source>
        <translation>已完成，用时 {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>It was moved or deleted. Export again.</source>
        <translation>文件已被移动或删除。请重新导出。</translation>
    </message>
    <message>
        <source>{name} is no longer there.</source>
        <translation>{name} 已不存在。</translation>
    </message>
</context>
<context>
    <name>FlowStrip</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Default folder</source>
        <translation>默认文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
</context>
<context>
    <name>HistoryPopover</name>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Edits, newest first</source>
        <translation>编辑记录，最新的在前</translation>
    </message>
    <message>
        <source>Before these edits</source>
        <translation>这些编辑之前</translation>
    </message>
    <message>
        <source>the project is here</source>
        <translation>项目当前状态</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>已撤销</translation>
    </message>
</context>
<context>
    <name>ImageForm</name>
    <message>
        <source>What the picture shows, in your own words</source>
        <translation>用自己的话描述图片内容</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>What it must not show</source>
        <translation>不该出现的内容</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>反向提示词</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Make the pictures</source>
        <translation>生成图片</translation>
    </message>
    <message>
        <source>Picture {number} of {count}</source>
        <translation>第 {number} 张，共 {count} 张</translation>
    </message>
    <message>
        <source>Waiting, the queue is paused</source>
        <translation>等待中，队列已暂停</translation>
    </message>
    <message>
        <source>Step {done} of {total}</source>
        <translation>第 {done} 步，共 {total} 步</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Painting</source>
        <translation>正在绘制</translation>
    </message>
</context>
<context>
    <name>ImageInspector</name>
    <message>
        <source>Choose a picture to see what made it.</source>
        <translation>选择图片，查看其生成方式。</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>反向提示词</translation>
    </message>
    <message>
        <source>Not made here: no recipe is known.</source>
        <translation>不是在这里生成的：没有生成记录。</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Copy prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>What made this</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>The picture is on its way.</source>
        <translation>图片即将完成。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>引导强度</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>调度器</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
</context>
<context>
    <name>ImagePanel</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures made</source>
        <translation>已生成的图片</translation>
    </message>
    <message>
        <source>Search the prompts</source>
        <translation>搜索提示词</translation>
    </message>
    <message>
        <source>Only starred pictures</source>
        <translation>仅显示加星标的图片</translation>
    </message>
    <message>
        <source>Picture before, picture after</source>
        <translation>上一张、下一张图片</translation>
    </message>
    <message>
        <source>Delete picture</source>
        <translation>删除图片</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整张图片</translation>
    </message>
    <message>
        <source>Actual pixels</source>
        <translation>实际像素</translation>
    </message>
    <message>
        <source>Closer, farther</source>
        <translation>放大、缩小</translation>
    </message>
    <message>
        <source>Describe a picture</source>
        <translation>描述一张图片</translation>
    </message>
    <message>
        <source>Write what it shows and press Generate. Watch it appear, then vary it or use it.</source>
        <translation>写下画面内容并点击“生成”。看它逐渐呈现，再做变体或直接使用。</translation>
    </message>
    <message>
        <source>Try an example</source>
        <translation>试试示例</translation>
    </message>
    <message>
        <source>No picture fits the search.</source>
        <translation>没有符合的图片。</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 张图片</translation>
    </message>
    <message>
        <source>{n} pictures</source>
        <translation>{n} 张图片</translation>
    </message>
    <message>
        <source>Seed {seed}</source>
        <translation>种子 {seed}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Use this picture&apos;s settings</source>
        <translation>使用此图片的设置</translation>
    </message>
    <message>
        <source>Prompt, seed and steps, as far as the file tells them</source>
        <translation>文件中记录的提示词、种子和步数</translation>
    </message>
</context>
<context>
    <name>ImageTools</name>
    <message>
        <source>Star</source>
        <translation>加星标</translation>
    </message>
    <message>
        <source>Vary: same settings, new seed</source>
        <translation>变体：设置相同，种子更换</translation>
    </message>
    <message>
        <source>Compare with the picture before, or the two chosen ones</source>
        <translation>与前一张比较，或比较所选的两张</translation>
    </message>
    <message>
        <source>Send to scene</source>
        <translation>发送到场景</translation>
    </message>
    <message>
        <source>Put on timeline at the playhead</source>
        <translation>放到时间线播放头处</translation>
    </message>
    <message>
        <source>Save as PNG</source>
        <translation>另存为 PNG</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>整张图片</translation>
    </message>
    <message>
        <source>Actual pixels</source>
        <translation>实际像素</translation>
    </message>
    <message>
        <source>Remove the star</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Use these settings</source>
        <translation>使用这些设置</translation>
    </message>
    <message>
        <source>Put on timeline</source>
        <translation>放到时间线</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>JobsDock</name>
    <message>
        <source>Clear finished</source>
        <translation>清除已完成</translation>
    </message>
    <message>
        <source>No jobs</source>
        <translation>没有任务</translation>
    </message>
    <message>
        <source>What you generate, speak, transcribe or export is listed here.</source>
        <translation>生成、配音、转写和导出的任务会列在这里。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Done before, taken from the project</source>
        <translation>之前已完成，直接取自项目</translation>
    </message>
    <message>
        <source>Done in {time}</source>
        <translation>已完成，用时 {time}</translation>
    </message>
    <message>
        <source>Waits until {project} is opened</source>
        <translation>等待打开“{project}”</translation>
    </message>
    <message>
        <source>Waiting, the queue is paused</source>
        <translation>等待中，队列已暂停</translation>
    </message>
    <message>
        <source>Resume queue</source>
        <translation>继续队列</translation>
    </message>
    <message>
        <source>Pause queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>Run anyway</source>
        <translation>仍然运行</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>KeyButtons</name>
    <message>
        <source>Keyframe before</source>
        <translation>上一个关键帧</translation>
    </message>
    <message>
        <source>Add keyframe</source>
        <translation>添加关键帧</translation>
    </message>
    <message>
        <source>Keyframe after</source>
        <translation>下一个关键帧</translation>
    </message>
    <message>
        <source>Remove keyframe</source>
        <translation>删除关键帧</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
</context>
<context>
    <name>LibraryDock</name>
    <message>
        <source>Search the library</source>
        <translation>搜索素材库</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>文件类型</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>剧本</translation>
    </message>
    <message>
        <source>Which files</source>
        <translation>筛选文件</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>全部文件</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>A folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Show as a grid</source>
        <translation>以网格显示</translation>
    </message>
    <message>
        <source>Empty the trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>Drop videos, sounds or pictures.</source>
        <translation>拖入视频、声音或图片。</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>No file fits.</source>
        <translation>没有符合的文件。</translation>
    </message>
    <message>
        <source>{n} files</source>
        <translation>{n} 个文件</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>Find the missing file…</source>
        <translation>查找丢失的文件…</translation>
    </message>
    <message>
        <source>Find {n} missing files…</source>
        <translation>查找 {n} 个丢失的文件…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Put on timeline</source>
        <translation>放到时间线</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Relink…</source>
        <translation>重新链接…</translation>
    </message>
    <message>
        <source>Where used</source>
        <translation>使用位置</translation>
    </message>
    <message>
        <source>Add {name} to the library</source>
        <translation>将 {name} 添加到素材库</translation>
    </message>
    <message>
        <source>Add {n} files to the library</source>
        <translation>将 {n} 个文件添加到素材库</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>导入文件夹</translation>
    </message>
    <message>
        <source>Where are the missing files?</source>
        <translation>丢失的文件在哪里？</translation>
    </message>
    <message>
        <source>Where is this file?</source>
        <translation>此文件在哪里？</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Files of the project</source>
        <translation>项目文件</translation>
    </message>
</context>
<context>
    <name>LineBar</name>
    <message>
        <source>Speak</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Speak every line that is new or out of date</source>
        <translation>为所有新增或需更新的台词配音</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>添加台词</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Remove lines</source>
        <translation>移除台词</translation>
    </message>
    <message>
        <source>Script…</source>
        <translation>剧本…</translation>
    </message>
    <message>
        <source>Read a Fountain script; lines that stay the same keep their takes</source>
        <translation>读取 Fountain 剧本；未改动的台词保留已有配音</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>The captions have changed since: take over their words and times; takes are kept</source>
        <translation>字幕之后有改动：采用新的文字和时间，已录的版本会保留</translation>
    </message>
    <message>
        <source>Speak {count} selected</source>
        <translation>为所选 {count} 句配音</translation>
    </message>
    <message>
        <source>Speak {count} lines</source>
        <translation>为 {count} 句配音</translation>
    </message>
    <message>
        <source>Speak 1 line</source>
        <translation>为 1 句配音</translation>
    </message>
    <message>
        <source>Nothing to speak: change a line, its voice or its manner first</source>
        <translation>没有要配音的台词：先修改台词、声音或语气</translation>
    </message>
    <message>
        <source>1 line</source>
        <translation>1 句台词</translation>
    </message>
    <message>
        <source>{count} lines</source>
        <translation>{count} 句台词</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 项</translation>
    </message>
    <message>
        <source>speaking, {done} of {total}</source>
        <translation>配音中，{done}/{total}</translation>
    </message>
    <message>
        <source>{count} to speak</source>
        <translation>{count} 句待配音</translation>
    </message>
    <message>
        <source>all spoken</source>
        <translation>已全部配音</translation>
    </message>
</context>
<context>
    <name>LineDetail</name>
    <message>
        <source>Speak this line</source>
        <translation>为此句配音</translation>
    </message>
    <message>
        <source>Not spoken yet</source>
        <translation>尚未配音</translation>
    </message>
    <message>
        <source>Narrator</source>
        <translation>旁白</translation>
    </message>
    <message>
        <source>Another take</source>
        <translation>再来一版</translation>
    </message>
    <message>
        <source>This voice says the same words the same way every time.</source>
        <translation>此声音每次读同样的话都一样。</translation>
    </message>
    <message>
        <source>Words, voice or manner have changed since: speak it again.</source>
        <translation>文字、声音或语气已改动：请重新朗读。</translation>
    </message>
    <message>
        <source>Too long for its time: shorten the words or raise the rate.</source>
        <translation>超出可用时长：请缩短文字或提高语速。</translation>
    </message>
</context>
<context>
    <name>LineModel</name>
    <message>
        <source>Play this line</source>
        <translation>播放此句</translation>
    </message>
    <message>
        <source>Spoken length / the time it has</source>
        <translation>配音时长 / 可用时长</translation>
    </message>
    <message>
        <source>How it is said: {manners}</source>
        <translation>说话方式：{manners}</translation>
    </message>
    <message>
        <source>Said plainly: no manner that is known.</source>
        <translation>按平常语气配音：不认识这种语气。</translation>
    </message>
    <message>
        <source>Play line {number}</source>
        <translation>播放第 {number} 句</translation>
    </message>
</context>
<context>
    <name>LineTable</name>
    <message>
        <source>Lines</source>
        <translation>台词</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Library</source>
        <translation>素材库</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>ParamForm</name>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>This frame cannot be read</source>
        <translation>无法读取这一帧</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>PrimaryButton</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel · {percent} %</source>
        <translation>取消 · {percent}%</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>ProgressRow</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Places</source>
        <translation>工作区</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
</context>
<context>
    <name>ReplaceBar</name>
    <message>
        <source>What should the picture show instead?</source>
        <translation>画面要改成什么？</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Make a picture and show it instead</source>
        <translation>生成图片并替换画面</translation>
    </message>
    <message>
        <source>From library</source>
        <translation>从素材库</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>the clip</source>
        <translation>此片段</translation>
    </message>
    <message>
        <source>Replaces the frame at {time} of “{name}”. Mark in and out for more.</source>
        <translation>替换“{name}”在 {time} 处的一帧。设置入点和出点可替换更多。</translation>
    </message>
    <message>
        <source>Replaces {frames} frames from {time} of “{name}”.</source>
        <translation>从 {time} 起替换“{name}”的 {frames} 帧。</translation>
    </message>
    <message>
        <source>The library has no pictures yet</source>
        <translation>素材库中还没有图片</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>folded away</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>unfolded</source>
        <translation>已展开</translation>
    </message>
</context>
<context>
    <name>SeedField</name>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>New seed</source>
        <translation>新种子</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Keep a seed</source>
        <translation>固定种子</translation>
    </message>
    <message>
        <source>Keep the last seed, {seed}</source>
        <translation>固定上次的种子 {seed}</translation>
    </message>
    <message>
        <source>Use a new seed each time</source>
        <translation>每次使用新种子</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>Preparing the sample film</source>
        <translation>正在准备示例影片</translation>
    </message>
    <message>
        <source>Align script with {name}</source>
        <translation>将文稿与 {name} 对齐</translation>
    </message>
    <message>
        <source>{name} has no words.</source>
        <translation>{name} 里没有文字。</translation>
    </message>
    <message>
        <source>Give the text that is said in the recording.</source>
        <translation>请给出录音中所说的文字。</translation>
    </message>
    <message>
        <source>It overlaps the next caption by {value} s.</source>
        <translation>与下一条字幕重叠 {value} 秒。</translation>
    </message>
    <message>
        <source>The caption shows nothing.</source>
        <translation>这条字幕没有内容。</translation>
    </message>
    <message>
        <source>One of the two captions would be empty.</source>
        <translation>两条字幕之一会是空的。</translation>
    </message>
    <message>
        <source>Put the cursor between words.</source>
        <translation>请把光标放在词与词之间。</translation>
    </message>
    <message>
        <source>This caption is too short to be split.</source>
        <translation>这条字幕太短，无法拆分。</translation>
    </message>
    <message>
        <source>Select two or more captions to merge.</source>
        <translation>请选择两条或更多要合并的字幕。</translation>
    </message>
    <message>
        <source>Split caption</source>
        <translation>拆分字幕</translation>
    </message>
    <message>
        <source>Captions of different tracks cannot be merged.</source>
        <translation>不同轨道的字幕不能合并。</translation>
    </message>
    <message>
        <source>Merge captions</source>
        <translation>合并字幕</translation>
    </message>
    <message>
        <source>Shift captions</source>
        <translation>移动字幕时间</translation>
    </message>
    <message>
        <source>Time caption</source>
        <translation>调整字幕时间</translation>
    </message>
    <message>
        <source>A caption needs a text.</source>
        <translation>字幕需要文字。</translation>
    </message>
    <message>
        <source>Delete the caption instead.</source>
        <translation>请改为删除这条字幕。</translation>
    </message>
    <message>
        <source>Edit caption</source>
        <translation>编辑字幕</translation>
    </message>
    <message>
        <source>There is no room for a caption here.</source>
        <translation>这里没有空间放字幕。</translation>
    </message>
    <message>
        <source>Move the playhead.</source>
        <translation>请移动播放头。</translation>
    </message>
    <message>
        <source>Insert caption</source>
        <translation>插入字幕</translation>
    </message>
    <message>
        <source>Delete caption</source>
        <translation>删除字幕</translation>
    </message>
    <message>
        <source>Delete {cues} captions</source>
        <translation>删除 {cues} 条字幕</translation>
    </message>
    <message>
        <source>There is a caption at this time already.</source>
        <translation>这个时间已经有一条字幕了。</translation>
    </message>
    <message>
        <source>Split it, or move the playhead.</source>
        <translation>请拆分它，或移动播放头。</translation>
    </message>
    <message>
        <source>{name} has {size} MB; no caption file is that large.</source>
        <translation>{name} 有 {size} MB，没有这么大的字幕文件。</translation>
    </message>
    <message>
        <source>{name} is not a text file.</source>
        <translation>{name} 不是文本文件。</translation>
    </message>
    <message>
        <source>Give a caption file such as SRT or VTT.</source>
        <translation>请给出 SRT 或 VTT 之类的字幕文件。</translation>
    </message>
    <message>
        <source>Is it a video?</source>
        <translation>这是视频吗？</translation>
    </message>
    <message>
        <source>Fix captions</source>
        <translation>修正字幕</translation>
    </message>
    <message>
        <source>Captions cannot be written as {format}.</source>
        <translation>字幕不能写成 {format}。</translation>
    </message>
    <message>
        <source>Choose one of {writable}.</source>
        <translation>请从 {writable} 中选择。</translation>
    </message>
    <message>
        <source>End the name with one of {value}.</source>
        <translation>请让文件名以 {value} 之一结尾。</translation>
    </message>
    <message>
        <source>{name} is in no caption format that is known here.</source>
        <translation>{name} 不是已知的字幕格式。</translation>
    </message>
    <message>
        <source>Give SRT, VTT, ASS, SSA, TTML, SBV, LRC or JSON.</source>
        <translation>请给出 SRT、VTT、ASS、SSA、TTML、SBV、LRC 或 JSON。</translation>
    </message>
    <message>
        <source>{name}: captions cannot be written in this format.</source>
        <translation>{name}：不能用这种格式写字幕。</translation>
    </message>
    <message>
        <source>the file is not JSON with a list of cues.</source>
        <translation>这个文件不是带有字幕列表的 JSON。</translation>
    </message>
    <message>
        <source>an entry has no usable start_s and end_s.</source>
        <translation>有一个条目没有可用的 start_s 和 end_s。</translation>
    </message>
    <message>
        <source>Export it again as JSON.</source>
        <translation>请重新导出为 JSON。</translation>
    </message>
    <message>
        <source>the file is XML, but not TTML.</source>
        <translation>这个文件是 XML，但不是 TTML。</translation>
    </message>
    <message>
        <source>{name}, {message}</source>
        <translation>{name}，{message}</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>this is not well-formed XML.</source>
        <translation>这不是格式正确的 XML。</translation>
    </message>
    <message>
        <source>this is not TTML that can be read.</source>
        <translation>这不是可以读取的 TTML。</translation>
    </message>
    <message>
        <source>no caption format is recognised here.</source>
        <translation>这里认不出任何字幕格式。</translation>
    </message>
    <message>
        <source>line {line}: {message}</source>
        <translation>第 {line} 行：{message}</translation>
    </message>
    <message>
        <source>Mend the file in a text editor, or give another one.</source>
        <translation>请用文本编辑器修正文件，或换一个文件。</translation>
    </message>
    <message>
        <source>no caption begins here; there is no time such as 00:00:01,000 --&gt; 00:00:02,000 in the file.</source>
        <translation>这里没有字幕开始；文件中没有 00:00:01,000 --&gt; 00:00:02,000 这样的时间。</translation>
    </message>
    <message>
        <source>there is no [Events] section in the file.</source>
        <translation>文件中没有 [Events] 部分。</translation>
    </message>
    <message>
        <source>“{text}” is not a time.</source>
        <translation>“{text}”不是时间。</translation>
    </message>
    <message>
        <source>“{line}” is not a pair of times.</source>
        <translation>“{line}”不是一对时间。</translation>
    </message>
    <message>
        <source>“{line}” does not begin with a time such as [00:12.50].</source>
        <translation>“{line}”开头没有 [00:12.50] 这样的时间。</translation>
    </message>
    <message>
        <source>the Format line of [Events] names no Start, End and Text.</source>
        <translation>[Events] 的 Format 行没有列出 Start、End 和 Text。</translation>
    </message>
    <message>
        <source>the Dialogue line has {values} of {fields} fields.</source>
        <translation>这个 Dialogue 行有 {values} 个字段，应有 {fields} 个。</translation>
    </message>
    <message>
        <source>Snap captions to cuts</source>
        <translation>字幕对齐到剪辑点</translation>
    </message>
    <message>
        <source>Import captions</source>
        <translation>导入字幕</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>转写</translation>
    </message>
    <message>
        <source>Align script</source>
        <translation>对齐文稿</translation>
    </message>
    <message>
        <source>There is no engine {engine} that understands speech.</source>
        <translation>没有能听懂语音的引擎 {engine}。</translation>
    </message>
    <message>
        <source>Transcribe {name}</source>
        <translation>转写 {name}</translation>
    </message>
    <message>
        <source>studio doctor lists the engines.</source>
        <translation>studio doctor 会列出各个引擎。</translation>
    </message>
    <message>
        <source>The engine returned no words.</source>
        <translation>引擎没有返回任何词。</translation>
    </message>
    <message>
        <source>Try another engine.</source>
        <translation>请换一个引擎。</translation>
    </message>
    <message>
        <source>Listen to {name}</source>
        <translation>聆听 {name}</translation>
    </message>
    <message>
        <source>The engine&apos;s words cannot be read.</source>
        <translation>无法读取引擎返回的词。</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>请重试。</translation>
    </message>
    <message>
        <source>There is no model called {model} in the catalogue.</source>
        <translation>目录中没有名为 {model} 的模型。</translation>
    </message>
    <message>
        <source>Models are written as [[model]].</source>
        <translation>模型要写成 [[model]]。</translation>
    </message>
    <message>
        <source>{name} cannot be read: {error}</source>
        <translation>无法读取 {name}：{error}</translation>
    </message>
    <message>
        <source>{name} leads out of the model&apos;s folder.</source>
        <translation>{name} 指向模型文件夹之外。</translation>
    </message>
    <message>
        <source>{name} is not a CTranslate2 model; it may be a pickle, which can run code.</source>
        <translation>{name} 不是 CTranslate2 模型，可能是会运行代码的 pickle。</translation>
    </message>
    <message>
        <source>{name} asks for code of its own (auto_map); models that bring their own code are refused.</source>
        <translation>{name} 要求运行自带的代码（auto_map）；自带代码的模型会被拒绝。</translation>
    </message>
    <message>
        <source>the server answered {code}</source>
        <translation>服务器回应了 {code}</translation>
    </message>
    <message>
        <source>the connection was cut</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>{title} comes with the app.</source>
        <translation>{title} 随应用提供。</translation>
    </message>
    <message>
        <source>{title} needs {missing} GB, but only {free} GB are free.</source>
        <translation>{title} 需要 {missing} GB，但只剩 {free} GB。</translation>
    </message>
    <message>
        <source>Free some disk space and try again.</source>
        <translation>请腾出一些磁盘空间后重试。</translation>
    </message>
    <message>
        <source>The download was sent to {scheme}://{host}, which is not a known source.</source>
        <translation>下载被转到 {scheme}://{host}，这不是已知的来源。</translation>
    </message>
    <message>
        <source>{title} could not be downloaded: {reason}.</source>
        <translation>无法下载 {title}：{reason}。</translation>
    </message>
    <message>
        <source>Check the connection and try again; it goes on where it stopped.</source>
        <translation>请检查网络连接后重试，下载会从中断处继续。</translation>
    </message>
    <message>
        <source>{name} is not the file that the catalogue names.</source>
        <translation>{name} 不是目录中所列的文件。</translation>
    </message>
    <message>
        <source>It was thrown away. Try again later; if it comes back, the source has been changed.</source>
        <translation>它已被丢弃。请稍后再试；如果再次出现，说明来源已被改动。</translation>
    </message>
    <message>
        <source>{name} is not a path inside the model&apos;s folder.</source>
        <translation>{name} 不是模型文件夹内的路径。</translation>
    </message>
    <message>
        <source>{name} is code; models that bring their own code are refused.</source>
        <translation>{name} 是代码；自带代码的模型会被拒绝。</translation>
    </message>
    <message>
        <source>{name} may be a pickle, which can run code; safetensors, ONNX and CTranslate2 files are loaded.</source>
        <translation>{name} 可能是会运行代码的 pickle；只加载 safetensors、ONNX 和 CTranslate2 文件。</translation>
    </message>
    <message>
        <source>{id} is not a model id: small letters, digits, dots and dashes.</source>
        <translation>{id} 不是模型 ID：只能用小写字母、数字、点和短横线。</translation>
    </message>
    <message>
        <source>A model has either a path or a repo.</source>
        <translation>模型要么有 path，要么有 repo。</translation>
    </message>
    <message>
        <source>{repo} is not a repository name.</source>
        <translation>{repo} 不是仓库名称。</translation>
    </message>
    <message>
        <source>commit must be 40 hexadecimal digits; a branch can change under the user.</source>
        <translation>commit 必须是 40 位十六进制数；分支可能在用户不知情时变化。</translation>
    </message>
    <message>
        <source>A model from the hub lists its files.</source>
        <translation>来自模型库的模型要列出它的文件。</translation>
    </message>
    <message>
        <source>{name} needs its sha256 and its size.</source>
        <translation>{name} 需要它的 sha256 和大小。</translation>
    </message>
    <message>
        <source>{where}: {message}</source>
        <translation>{where}：{message}</translation>
    </message>
    <message>
        <source>{message} ({errors} more)</source>
        <translation>{message}（另有 {errors} 个问题）</translation>
    </message>
    <message>
        <source>{name} could not be read or written: {strerror}.</source>
        <translation>无法读写 {name}：{strerror}。</translation>
    </message>
    <message>
        <source>{path} does not exist.</source>
        <translation>{path} 不存在。</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>请检查路径。</translation>
    </message>
    <message>
        <source>{path} is a folder.</source>
        <translation>{path} 是文件夹。</translation>
    </message>
    <message>
        <source>Give a file.</source>
        <translation>请给出一个文件。</translation>
    </message>
    <message>
        <source>{path} is a pipe or a device.</source>
        <translation>{path} 是管道或设备。</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <translation>{path} 是空的。</translation>
    </message>
    <message>
        <source>The file may be an unfinished copy or download.</source>
        <translation>它可能没有复制或下载完。</translation>
    </message>
    <message>
        <source>Give a file name.</source>
        <translation>请提供文件名。</translation>
    </message>
    <message>
        <source>{folder} is a file, not a folder.</source>
        <translation>{folder} 是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{folder} may not be written.</source>
        <translation>{folder} 不可写入。</translation>
    </message>
    <message>
        <source>There is no room left to write {name}.</source>
        <translation>没有空间写入 {name}。</translation>
    </message>
    <message>
        <source>{path} may not be read or written.</source>
        <translation>没有权限读写 {path}。</translation>
    </message>
    <message>
        <source>Choose another folder or change its rights.</source>
        <translation>请换一个文件夹，或更改它的权限。</translation>
    </message>
    <message>
        <source>{path} is not a usable path.</source>
        <translation>{path} 不是可用的路径。</translation>
    </message>
    <message>
        <source>{title} must be on or off.</source>
        <translation>“{title}”只能是开或关。</translation>
    </message>
    <message>
        <source>{title} must be text.</source>
        <translation>“{title}”必须是文字。</translation>
    </message>
    <message>
        <source>{title} must be one of {choices}.</source>
        <translation>“{title}”必须是 {choices} 之一。</translation>
    </message>
    <message>
        <source>{title} must be a number.</source>
        <translation>“{title}”必须是数字。</translation>
    </message>
    <message>
        <source>{title} must be at least {minimum}{unit}.</source>
        <translation>“{title}”不能小于 {minimum}{unit}。</translation>
    </message>
    <message>
        <source>{title} must be at most {maximum}{unit}.</source>
        <translation>“{title}”不能大于 {maximum}{unit}。</translation>
    </message>
    <message>
        <source>{name} has {form} Hz, {form2} channels and {form3} bits.</source>
        <translation>{name} 是 {form} Hz、{form2} 声道、{form3} 位。</translation>
    </message>
    <message>
        <source>This engine hears WAV of 16 kHz, mono, 16 bits.</source>
        <translation>这个引擎只听 16 kHz、单声道、16 位的 WAV。</translation>
    </message>
    <message>
        <source>{name} is not a WAV file.</source>
        <translation>{name} 不是 WAV 文件。</translation>
    </message>
    <message>
        <source>Give a sound of 16 kHz, mono.</source>
        <translation>请给出 16 kHz 单声道的声音。</translation>
    </message>
    <message>
        <source>espeak-ng has no voice called {name}.</source>
        <translation>espeak-ng 没有名为 {name} 的声音。</translation>
    </message>
    <message>
        <source>Choose another voice.</source>
        <translation>请换一个声音。</translation>
    </message>
    <message>
        <source>The speech library espeak-ng could not be loaded.</source>
        <translation>无法加载语音库 espeak-ng。</translation>
    </message>
    <message>
        <source>Install the app again.</source>
        <translation>请重新安装应用。</translation>
    </message>
    <message>
        <source>The voices of espeak-ng could not be read.</source>
        <translation>无法读取 espeak-ng 的声音。</translation>
    </message>
    <message>
        <source>The model {name} is refused: {reason}.</source>
        <translation>模型 {name} 被拒绝：{reason}。</translation>
    </message>
    <message>
        <source>Use another model.</source>
        <translation>请换一个模型。</translation>
    </message>
    <message>
        <source>No {what} was given.</source>
        <translation>没有给出{what}。</translation>
    </message>
    <message>
        <source>Choose a model that is on this machine.</source>
        <translation>请选择本机上已有的模型。</translation>
    </message>
    <message>
        <source>{name} is not a model of this kind.</source>
        <translation>{name} 不是这一类模型。</translation>
    </message>
    <message>
        <source>Its folder has no {name}.</source>
        <translation>它的文件夹里没有 {name}。</translation>
    </message>
    <message>
        <source>{name} is code</source>
        <translation>{name} 是代码</translation>
    </message>
    <message>
        <source>{name} is a pickle, which can hold code; safetensors are wanted</source>
        <translation>{name} 是可能含有代码的 pickle，需要 safetensors</translation>
    </message>
    <message>
        <source>{name} asks for code of its own</source>
        <translation>{name} 要求运行自带的代码</translation>
    </message>
    <message>
        <source>{name} of {name2} cannot be read.</source>
        <translation>无法读取 {name2} 的 {name}。</translation>
    </message>
    <message>
        <source>Download the model again.</source>
        <translation>请重新下载模型。</translation>
    </message>
    <message>
        <source>PocketSphinx aligner</source>
        <translation>PocketSphinx 对齐器</translation>
    </message>
    <message>
        <source>The text could not be found in the sound.</source>
        <translation>在声音中找不到这段文字。</translation>
    </message>
    <message>
        <source>Check that it is the text that is said, in English and complete.</source>
        <translation>请确认它就是所说的文字，是英语而且完整。</translation>
    </message>
    <message>
        <source>This aligner only knows English, not {language}.</source>
        <translation>这个对齐器只懂英语，不懂 {language}。</translation>
    </message>
    <message>
        <source>There are no words to find in the sound.</source>
        <translation>没有要在声音中寻找的词。</translation>
    </message>
    <message>
        <source>Give the text that is said.</source>
        <translation>请给出所说的文字。</translation>
    </message>
    <message>
        <source>The sound is too short to hold the text.</source>
        <translation>声音太短，放不下这段文字。</translation>
    </message>
    <message>
        <source>Choose another sound.</source>
        <translation>请换一段声音。</translation>
    </message>
    <message>
        <source>aligning</source>
        <translation>正在对齐</translation>
    </message>
    <message>
        <source>pocketsphinx is not installed.</source>
        <translation>没有安装 pocketsphinx。</translation>
    </message>
    <message>
        <source>Diffusers</source>
        <translation>Diffusers</translation>
    </message>
    <message>
        <source>image model</source>
        <translation>图像模型</translation>
    </message>
    <message>
        <source>denoising</source>
        <translation>正在去噪</translation>
    </message>
    <message>
        <source>{name} is made for {name2}, which this app does not know.</source>
        <translation>{name} 是为 {name2} 制作的，本应用不认识它。</translation>
    </message>
    <message>
        <source>Known are {families}.</source>
        <translation>已知的有 {families}。</translation>
    </message>
    <message>
        <source>A mask needs the picture it belongs to.</source>
        <translation>遮罩需要它所属的图片。</translation>
    </message>
    <message>
        <source>Choose a picture.</source>
        <translation>请选择一张图片。</translation>
    </message>
    <message>
        <source>This model cannot {what}.</source>
        <translation>这个模型不能{what}。</translation>
    </message>
    <message>
        <source>Choose another model.</source>
        <translation>请换一个模型。</translation>
    </message>
    <message>
        <source>This model has its own scheduler; {word} does not fit it.</source>
        <translation>这个模型有自己的调度器，{word} 不适合它。</translation>
    </message>
    <message>
        <source>Choose automatic.</source>
        <translation>请选择自动。</translation>
    </message>
    <message>
        <source>its {part} comes from {value}</source>
        <translation>它的 {part} 来自 {value}</translation>
    </message>
    <message>
        <source>{name} is not a readable picture.</source>
        <translation>{name} 不是可读取的图片。</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>Whisper (faster-whisper)</source>
        <translation>Whisper (faster-whisper)</translation>
    </message>
    <message>
        <source>speech recognition model</source>
        <translation>语音识别模型</translation>
    </message>
    <message>
        <source>This model does not understand {language}.</source>
        <translation>这个模型听不懂 {language}。</translation>
    </message>
    <message>
        <source>recognising</source>
        <translation>正在识别</translation>
    </message>
    <message>
        <source>PocketSphinx</source>
        <translation>PocketSphinx</translation>
    </message>
    <message>
        <source>PocketSphinx only understands English, not {language}.</source>
        <translation>PocketSphinx 只懂英语，不懂 {language}。</translation>
    </message>
    <message>
        <source>Choose another recogniser, or leave the language empty.</source>
        <translation>请换一个识别器，或把语言留空。</translation>
    </message>
    <message>
        <source>eSpeak NG</source>
        <translation>eSpeak NG</translation>
    </message>
    <message>
        <source>eSpeak NG does not speak {language}.</source>
        <translation>eSpeak NG 不会说 {language}。</translation>
    </message>
    <message>
        <source>Choose a language from the list.</source>
        <translation>请从列表中选择语言。</translation>
    </message>
    <message>
        <source>eSpeak NG has no variant called {variant}.</source>
        <translation>eSpeak NG 没有名为 {variant} 的变体。</translation>
    </message>
    <message>
        <source>Choose a voice from the list.</source>
        <translation>请从列表中选择声音。</translation>
    </message>
    <message>
        <source>eSpeak NG has no voice called {voice}.</source>
        <translation>eSpeak NG 没有名为 {voice} 的声音。</translation>
    </message>
    <message>
        <source>There is nothing to speak.</source>
        <translation>没有要说的内容。</translation>
    </message>
    <message>
        <source>Write some text.</source>
        <translation>请写一些文字。</translation>
    </message>
    <message>
        <source>speaking</source>
        <translation>正在朗读</translation>
    </message>
    <message>
        <source>VITS (transformers)</source>
        <translation>VITS (transformers)</translation>
    </message>
    <message>
        <source>speech model</source>
        <translation>语音模型</translation>
    </message>
    <message>
        <source>{name} is no VITS model.</source>
        <translation>{name} 不是 VITS 模型。</translation>
    </message>
    <message>
        <source>This engine only knows VITS and MMS voices.</source>
        <translation>这个引擎只认识 VITS 和 MMS 声音。</translation>
    </message>
    <message>
        <source>{name} wants its text turned into sounds first, which this engine does not do.</source>
        <translation>{name} 需要先把文字转成音标，这个引擎做不到。</translation>
    </message>
    <message>
        <source>Choose a model that reads letters, such as the MMS voices.</source>
        <translation>请选择直接读字母的模型，例如 MMS 声音。</translation>
    </message>
    <message>
        <source>This model has speakers 0 to {count}, not {voice}.</source>
        <translation>这个模型有 0 到 {count} 号说话人，没有 {voice}。</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>请选择一个。</translation>
    </message>
    <message>
        <source>The model knows no letter of this text.</source>
        <translation>模型不认识这段文字中的任何字母。</translation>
    </message>
    <message>
        <source>Choose a model of its language.</source>
        <translation>请选择相应语言的模型。</translation>
    </message>
    <message>
        <source>Lanczos and sharpening</source>
        <translation>Lanczos 放大并锐化</translation>
    </message>
    <message>
        <source>enlarging</source>
        <translation>正在放大</translation>
    </message>
    <message>
        <source>The enlarged picture would have {size} x {size2} pixels.</source>
        <translation>放大后的图片会有 {size} x {size2} 像素。</translation>
    </message>
    <message>
        <source>Choose a smaller scale.</source>
        <translation>请选择较小的倍数。</translation>
    </message>
    <message>
        <source>Silero VAD</source>
        <translation>Silero VAD</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>正在聆听</translation>
    </message>
    <message>
        <source>silero-vad is not installed.</source>
        <translation>没有安装 silero-vad。</translation>
    </message>
    <message>
        <source>The export stopped over a mistake of the app ({name}).</source>
        <translation>导出因应用的错误而停止（{name}）。</translation>
    </message>
    <message>
        <source>Copy the details into a report.</source>
        <translation>请把详细信息复制到报告中。</translation>
    </message>
    <message>
        <source>Export again.</source>
        <translation>请重新导出。</translation>
    </message>
    <message>
        <source>A rendered part is missing.</source>
        <translation>缺少一个已渲染的片段。</translation>
    </message>
    <message>
        <source>A rendered part was damaged.</source>
        <translation>一个已渲染的片段损坏了。</translation>
    </message>
    <message>
        <source>A rendered part does not fit the others.</source>
        <translation>一个已渲染的片段与其他片段不符。</translation>
    </message>
    <message>
        <source>There is no export preset called {preset_id}.</source>
        <translation>没有名为 {preset_id} 的导出预设。</translation>
    </message>
    <message>
        <source>Choose one of: {known}.</source>
        <translation>请从中选择：{known}。</translation>
    </message>
    <message>
        <source>No export writes {suffix}.</source>
        <translation>没有导出能写成 {suffix}。</translation>
    </message>
    <message>
        <source>Use one of {known}.</source>
        <translation>请使用 {known} 之一。</translation>
    </message>
    <message>
        <source>{name} exists already.</source>
        <translation>{name} 已经存在。</translation>
    </message>
    <message>
        <source>Choose another folder name.</source>
        <translation>请换一个文件夹名称。</translation>
    </message>
    <message>
        <source>The export stopped: {reason}.</source>
        <translation>导出停止了：{reason}。</translation>
    </message>
    <message>
        <source>Export again: finished parts are kept.</source>
        <translation>请重新导出：已完成的部分会保留。</translation>
    </message>
    <message>
        <source>The settings of this export are no longer there.</source>
        <translation>这次导出的设置已经不在了。</translation>
    </message>
    <message>
        <source>The export ended without a file.</source>
        <translation>导出结束了，却没有文件。</translation>
    </message>
    <message>
        <source>The export could not be started.</source>
        <translation>无法启动导出。</translation>
    </message>
    <message>
        <source>Frames from {first} on could not be rendered.</source>
        <translation>从第 {first} 帧起无法渲染。</translation>
    </message>
    <message>
        <source>checking the file</source>
        <translation>正在检查文件</translation>
    </message>
    <message>
        <source>mixing sound</source>
        <translation>正在混音</translation>
    </message>
    <message>
        <source>The sequence is empty.</source>
        <translation>序列是空的。</translation>
    </message>
    <message>
        <source>Put a clip or a caption on the timeline first.</source>
        <translation>请先在时间线上放一个片段或一条字幕。</translation>
    </message>
    <message>
        <source>writing the file</source>
        <translation>正在写入文件</translation>
    </message>
    <message>
        <source>There are no captions to export.</source>
        <translation>没有可导出的字幕。</translation>
    </message>
    <message>
        <source>Transcribe, import or write some first.</source>
        <translation>请先转写、导入或撰写一些。</translation>
    </message>
    <message>
        <source>{target} exists already.</source>
        <translation>{target} 已经存在。</translation>
    </message>
    <message>
        <source>rendering</source>
        <translation>正在渲染</translation>
    </message>
    <message>
        <source>writing frames</source>
        <translation>正在写入帧</translation>
    </message>
    <message>
        <source>no sound</source>
        <translation>没有声音</translation>
    </message>
    <message>
        <source>{loudness_lufs} LUFS</source>
        <translation>{loudness_lufs} LUFS</translation>
    </message>
    <message>
        <source>all as planned</source>
        <translation>一切符合计划</translation>
    </message>
    <message>
        <source>{frames} frames, {length}, {level}: {verdict}</source>
        <translation>{frames} 帧，{length}，{level}：{verdict}</translation>
    </message>
    <message>
        <source>{frames} frames instead of {expected}</source>
        <translation>{frames} 帧，应为 {expected} 帧</translation>
    </message>
    <message>
        <source>sound and picture begin {offset_s} ms apart</source>
        <translation>声音和画面的开头相差 {offset_s} 毫秒</translation>
    </message>
    <message>
        <source>{captions} caption tracks instead of {soft}</source>
        <translation>{captions} 条字幕轨道，应为 {soft} 条</translation>
    </message>
    <message>
        <source>more than half of the film is black</source>
        <translation>影片有一半以上是黑的</translation>
    </message>
    <message>
        <source>the sound is missing</source>
        <translation>缺少声音</translation>
    </message>
    <message>
        <source>the sound lasts {audio_s} s, the picture {seconds} s</source>
        <translation>声音长 {audio_s} 秒，画面长 {seconds} 秒</translation>
    </message>
    <message>
        <source>{name} has no picture.</source>
        <translation>{name} 没有画面。</translation>
    </message>
    <message>
        <source>Give a video file.</source>
        <translation>请给出一个视频文件。</translation>
    </message>
    <message>
        <source>{name} holds no captions.</source>
        <translation>{name} 里没有字幕。</translation>
    </message>
    <message>
        <source>Give a file with at least one cue.</source>
        <translation>请给出至少有一条字幕的文件。</translation>
    </message>
    <message>
        <source>There is no voice called {voice}.</source>
        <translation>没有名为 {voice} 的声音。</translation>
    </message>
    <message>
        <source>studio doctor --json lists the voices.</source>
        <translation>studio doctor --json 会列出各个声音。</translation>
    </message>
    <message>
        <source>Cast voice</source>
        <translation>分配声音</translation>
    </message>
    <message>
        <source>Dub captions</source>
        <translation>为字幕配音</translation>
    </message>
    <message>
        <source>Lay out dub</source>
        <translation>排列配音</translation>
    </message>
    <message>
        <source>Export {name}</source>
        <translation>导出 {name}</translation>
    </message>
    <message>
        <source>There is nothing in this range to export.</source>
        <translation>这个范围内没有可导出的内容。</translation>
    </message>
    <message>
        <source>fill a mask</source>
        <translation>填充遮罩</translation>
    </message>
    <message>
        <source>start from a picture</source>
        <translation>从一张图片开始</translation>
    </message>
    <message>
        <source>Put a clip or a caption there first.</source>
        <translation>请先在那里放一个片段或一条字幕。</translation>
    </message>
    <message>
        <source>The sample script is not installed.</source>
        <translation>没有安装示例剧本。</translation>
    </message>
    <message>
        <source>Cast voices</source>
        <translation>分配声音</translation>
    </message>
    <message>
        <source>Sequence format</source>
        <translation>序列格式</translation>
    </message>
    <message>
        <source>{title}: {message}</source>
        <translation>{title}：{message}</translation>
    </message>
    <message>
        <source>{title}: stopped</source>
        <translation>{title}：已停止</translation>
    </message>
    <message>
        <source>Lay out film</source>
        <translation>排列影片</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Generate picture</source>
        <translation>生成图片</translation>
    </message>
    <message>
        <source>Picture: {prompt}</source>
        <translation>图片：{prompt}</translation>
    </message>
    <message>
        <source>The script has no scene and no line.</source>
        <translation>剧本里没有场景也没有台词。</translation>
    </message>
    <message>
        <source>Begin with a heading such as: EXT. LIGHTHOUSE - NIGHT</source>
        <translation>请以这样的标题开头：EXT. LIGHTHOUSE - NIGHT</translation>
    </message>
    <message>
        <source>Load script</source>
        <translation>载入剧本</translation>
    </message>
    <message>
        <source>There is no image engine here.</source>
        <translation>这里没有图像引擎。</translation>
    </message>
    <message>
        <source>studio doctor tells what is missing.</source>
        <translation>studio doctor 会说明缺少什么。</translation>
    </message>
    <message>
        <source>Scene picture</source>
        <translation>场景图片</translation>
    </message>
    <message>
        <source>{name} does not say how it was made.</source>
        <translation>{name} 没有说明它是怎样制作的。</translation>
    </message>
    <message>
        <source>Pictures lose this when another program saves them again.</source>
        <translation>图片被其他程序再次保存后会丢失这些信息。</translation>
    </message>
    <message>
        <source>There is no prompt.</source>
        <translation>没有提示词。</translation>
    </message>
    <message>
        <source>Say what the picture shows.</source>
        <translation>请说明图片要画什么。</translation>
    </message>
    <message>
        <source>Between 1 and {most} pictures can be made at once.</source>
        <translation>一次可以制作 1 到 {most} 张图片。</translation>
    </message>
    <message>
        <source>Bring back picture</source>
        <translation>恢复图片</translation>
    </message>
    <message>
        <source>{name} is not a picture.</source>
        <translation>{name} 不是图片。</translation>
    </message>
    <message>
        <source>Set scene picture</source>
        <translation>设置场景图片</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The app made a mistake ({name}).</source>
        <translation>应用出错了（{name}）。</translation>
    </message>
    <message>
        <source>The project of this job was closed.</source>
        <translation>这个任务的项目已关闭。</translation>
    </message>
    <message>
        <source>{title} cannot run on this machine. {reason}</source>
        <translation>{title} 不能在本机运行。{reason}</translation>
    </message>
    <message>
        <source>Choose another engine, or get what is missing under Models.</source>
        <translation>请换一个引擎，或在“模型”中获取缺少的内容。</translation>
    </message>
    <message>
        <source>The model {chosen} is not on this machine.</source>
        <translation>模型 {chosen} 不在本机上。</translation>
    </message>
    <message>
        <source>Download it under Models.</source>
        <translation>请在“模型”中下载。</translation>
    </message>
    <message>
        <source>it ended with exit status {status}</source>
        <translation>它以退出状态 {status} 结束</translation>
    </message>
    <message>
        <source>it closed its connection</source>
        <translation>它关闭了连接</translation>
    </message>
    <message>
        <source>it crashed ({name})</source>
        <translation>它崩溃了（{name}）</translation>
    </message>
    <message>
        <source>it crashed ({windows_crashes})</source>
        <translation>它崩溃了（{windows_crashes}）</translation>
    </message>
    <message>
        <source>This job is no longer in the list.</source>
        <translation>这个任务已不在列表中。</translation>
    </message>
    <message>
        <source>Only a job that failed, was cancelled or interrupted can be run again.</source>
        <translation>只有失败、取消或中断的任务才能重新运行。</translation>
    </message>
    <message>
        <source>A line has {widest} characters; at most {max_line} are easy to read.</source>
        <translation>有一行长 {widest} 个字符；最多 {max_line} 个才易读。</translation>
    </message>
    <message>
        <source>The caption has {lines} lines; at most {room} are easy to read.</source>
        <translation>字幕有 {lines} 行；最多 {room} 行才易读。</translation>
    </message>
    <message>
        <source>It is read at {speed} characters a second; {max_cps} are comfortable.</source>
        <translation>阅读速度为每秒 {speed} 个字符；{max_cps} 个较舒适。</translation>
    </message>
    <message>
        <source>It shows for only {shown} s; below {least} s it flashes by.</source>
        <translation>只显示 {shown} 秒；少于 {least} 秒会一闪而过。</translation>
    </message>
    <message>
        <source>It shows for {shown} s; after {most} s people begin to read it again.</source>
        <translation>显示 {shown} 秒；超过 {most} 秒观众会重读。</translation>
    </message>
    <message>
        <source>The next caption follows after {seconds} s; a pause of {least} s shows that it is another.</source>
        <translation>下一条字幕在 {seconds} 秒后出现；间隔 {least} 秒才看得出是另一条。</translation>
    </message>
    <message>
        <source>The pause of {seconds} s before the next caption looks like a flicker; close it.</source>
        <translation>下一条字幕前 {seconds} 秒的间隔看起来像闪烁；请消除它。</translation>
    </message>
    <message>
        <source>There are no captions in this range.</source>
        <translation>此范围内没有字幕。</translation>
    </message>
    <message>
        <source>Move the in and out points, or export all of it.</source>
        <translation>请移动入点和出点，或导出全部内容。</translation>
    </message>
    <message>
        <source>All captions of {name} begin after the video has ended.</source>
        <translation>{name} 的所有字幕都在视频结束之后才开始。</translation>
    </message>
    <message>
        <source>Is it of another film?</source>
        <translation>它是否属于另一部影片？</translation>
    </message>
    <message>
        <source>{title} does not speak {language}.</source>
        <translation>{title} 不会说 {language}。</translation>
    </message>
    <message>
        <source>Give a Fountain script: a plain text file.</source>
        <translation>请提供 Fountain 剧本：纯文本文件。</translation>
    </message>
    <message>
        <source>This job has stopped two workers and is not run again by itself.</source>
        <translation>这个任务已让两个工作进程停止，不会自动重新运行。</translation>
    </message>
    <message>
        <source>Change its settings, or run it anyway.</source>
        <translation>请更改设置，或仍然运行。</translation>
    </message>
    <message>
        <source>The job has already started.</source>
        <translation>任务已经开始。</translation>
    </message>
    <message>
        <source>Cancel it first.</source>
        <translation>请先取消它。</translation>
    </message>
    <message>
        <source>The job has not ended yet.</source>
        <translation>任务还没有结束。</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>There is no engine called {engine}.</source>
        <translation>没有名为 {engine} 的引擎。</translation>
    </message>
    <message>
        <source>The job queue is open in another window.</source>
        <translation>任务队列已在另一个窗口中打开。</translation>
    </message>
    <message>
        <source>The job queue cannot be saved.</source>
        <translation>无法保存任务队列。</translation>
    </message>
    <message>
        <source>Free some disk space.</source>
        <translation>请腾出一些磁盘空间。</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>The worker did not move for {budget} s while {phase} and was stopped.</source>
        <translation>工作进程在“{phase}”时 {budget} 秒没有动静，已被停止。</translation>
    </message>
    <message>
        <source>Try again with a smaller job.</source>
        <translation>请用较小的任务重试。</translation>
    </message>
    <message>
        <source>it sent something that is not a message: {message} {detail}</source>
        <translation>它发来的不是消息：{message} {detail}</translation>
    </message>
    <message>
        <source>its pipe broke</source>
        <translation>它的管道断了</translation>
    </message>
    <message>
        <source>The worker process did not start: {reason}.</source>
        <translation>工作进程没有启动：{reason}。</translation>
    </message>
    <message>
        <source>The details show its last words.</source>
        <translation>详细信息中有它最后的输出。</translation>
    </message>
    <message>
        <source>The worker process ended while it listed its engines.</source>
        <translation>工作进程在列出引擎时结束了。</translation>
    </message>
    <message>
        <source>The worker process could not be started.</source>
        <translation>无法启动工作进程。</translation>
    </message>
    <message>
        <source>The app and its worker are of different versions.</source>
        <translation>应用和工作进程的版本不同。</translation>
    </message>
    <message>
        <source>Restart the app.</source>
        <translation>请重新启动应用。</translation>
    </message>
    <message>
        <source>The sound of {name} is damaged.</source>
        <translation>{name} 的声音已损坏。</translation>
    </message>
    <message>
        <source>Try another copy of it, or convert it to another format first.</source>
        <translation>请换一个副本，或先转换为其他格式。</translation>
    </message>
    <message>
        <source>{name} has no sound.</source>
        <translation>{name} 没有声音。</translation>
    </message>
    <message>
        <source>Choose a file with sound.</source>
        <translation>请选择有声音的文件。</translation>
    </message>
    <message>
        <source>This sound is longer than a WAV file can be (4 GB).</source>
        <translation>此声音超过了 WAV 文件的上限（4 GB）。</translation>
    </message>
    <message>
        <source>Choose a shorter part of it.</source>
        <translation>请选择其中较短的一段。</translation>
    </message>
    <message>
        <source>{name} is not a video, sound or picture file.</source>
        <translation>{name} 不是视频、声音或图片文件。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请换一个文件。</translation>
    </message>
    <message>
        <source>{path} may not be read.</source>
        <translation>没有权限读取 {path}。</translation>
    </message>
    <message>
        <source>Change its rights.</source>
        <translation>请更改它的权限。</translation>
    </message>
    <message>
        <source>{name} looks like a {name2} file, but its tables are missing or damaged.</source>
        <translation>{name} 看起来是 {name2} 文件，但它的索引表缺失或损坏。</translation>
    </message>
    <message>
        <source>It may be an unfinished copy, recording or download.</source>
        <translation>它可能没有复制、录制或下载完。</translation>
    </message>
    <message>
        <source>ffmpeg could not be started.</source>
        <translation>无法启动 ffmpeg。</translation>
    </message>
    <message>
        <source>The bundled ffmpeg program was not found.</source>
        <translation>找不到自带的 ffmpeg 程序。</translation>
    </message>
    <message>
        <source>There is no room left for the output.</source>
        <translation>没有空间存放输出。</translation>
    </message>
    <message>
        <source>ffmpeg stopped reading before the end.</source>
        <translation>ffmpeg 没有读完就停止了。</translation>
    </message>
    <message>
        <source>{name} names a picture stream but holds no frame of it.</source>
        <translation>{name} 标有画面流，却一帧也没有。</translation>
    </message>
    <message>
        <source>It may be a sound file.</source>
        <translation>它可能是声音文件。</translation>
    </message>
    <message>
        <source>There is no frame {index}.</source>
        <translation>没有第 {index} 帧。</translation>
    </message>
    <message>
        <source>{name} has frames 0 to {index}.</source>
        <translation>{name} 有第 0 到 {index} 帧。</translation>
    </message>
    <message>
        <source>No frame of {name} could be decoded.</source>
        <translation>无法解码 {name} 的任何一帧。</translation>
    </message>
    <message>
        <source>The file may be damaged.</source>
        <translation>文件可能损坏了。</translation>
    </message>
    <message>
        <source>{name} has more than {max_pixels} million pixels.</source>
        <translation>{name} 超过了 {max_pixels} 百万像素。</translation>
    </message>
    <message>
        <source>Scale it down first.</source>
        <translation>请先缩小它。</translation>
    </message>
    <message>
        <source>{name} is damaged or incomplete.</source>
        <translation>{name} 损坏或不完整。</translation>
    </message>
    <message>
        <source>Try another copy of it.</source>
        <translation>请试试它的另一份副本。</translation>
    </message>
    <message>
        <source>Use PNG, JPEG, WebP, TIFF or BMP.</source>
        <translation>请使用 PNG、JPEG、WebP、TIFF 或 BMP。</translation>
    </message>
    <message>
        <source>{name} broke its decoder and was not imported.</source>
        <translation>{name} 使解码器崩溃，没有导入。</translation>
    </message>
    <message>
        <source>The file is damaged.</source>
        <translation>文件已损坏。</translation>
    </message>
    <message>
        <source>{name} took more than {timeout_s} s to open.</source>
        <translation>打开 {name} 用了超过 {timeout_s} 秒。</translation>
    </message>
    <message>
        <source>Convert it to another format first.</source>
        <translation>请先转换成另一种格式。</translation>
    </message>
    <message>
        <source>The file checker could not be started.</source>
        <translation>无法启动文件检查程序。</translation>
    </message>
    <message>
        <source>{name} needs too much memory to open.</source>
        <translation>打开 {name} 需要太多内存。</translation>
    </message>
    <message>
        <source>{name} is not a waveform file.</source>
        <translation>{name} 不是波形文件。</translation>
    </message>
    <message>
        <source>It can be deleted: it is made again.</source>
        <translation>可以删除它，之后会重新生成。</translation>
    </message>
    <message>
        <source>The file may be damaged, or an unfinished copy.</source>
        <translation>文件可能损坏了，或没有复制完。</translation>
    </message>
    <message>
        <source>No sound of {name} could be decoded.</source>
        <translation>无法解码 {name} 的任何声音。</translation>
    </message>
    <message>
        <source>{name} holds nothing that can be shown or heard.</source>
        <translation>{name} 里没有能看或能听的内容。</translation>
    </message>
    <message>
        <source>{name} is a playlist ({name2}): it only points at other files.</source>
        <translation>{name} 是播放列表（{name2}），它只指向其他文件。</translation>
    </message>
    <message>
        <source>Open the media files themselves.</source>
        <translation>请直接打开媒体文件。</translation>
    </message>
    <message>
        <source>{parent} was moved or deleted while it was open; this file was not kept.</source>
        <translation>{parent} 在打开时被移动或删除；此文件未保存。</translation>
    </message>
    <message>
        <source>Open the project at its new place.</source>
        <translation>请在新位置打开项目。</translation>
    </message>
    <message>
        <source>The file of “{name}” is no longer in the project folder.</source>
        <translation>“{name}”的文件已不在项目文件夹中。</translation>
    </message>
    <message>
        <source>Make it again, or restore the media folder from a backup.</source>
        <translation>请重新制作，或从备份中恢复 media 文件夹。</translation>
    </message>
    <message>
        <source>SQLite reports: {line}</source>
        <translation>SQLite 报告：{line}</translation>
    </message>
    <message>
        <source>Restore a copy from backups.</source>
        <translation>请从 backups 中恢复一份副本。</translation>
    </message>
    <message>
        <source>{name} is not used by anything.</source>
        <translation>{name} 没有被任何内容使用。</translation>
    </message>
    <message>
        <source>media</source>
        <translation>媒体</translation>
    </message>
    <message>
        <source>Clean up to free the room.</source>
        <translation>请清理以腾出空间。</translation>
    </message>
    <message>
        <source>Nothing can be read from {name}.</source>
        <translation>从 {name} 中什么也读不出来。</translation>
    </message>
    <message>
        <source>{kind} {entity_id} does not agree with its row.</source>
        <translation>{kind} {entity_id} 与它的数据行不一致。</translation>
    </message>
    <message>
        <source>{kind} {entity_id} belongs to {parent}, which does not exist.</source>
        <translation>{kind} {entity_id} 属于不存在的 {parent}。</translation>
    </message>
    <message>
        <source>The file of “{name}” is missing ({where}).</source>
        <translation>“{name}”的文件缺失（{where}）。</translation>
    </message>
    <message>
        <source>Relink it.</source>
        <translation>请重新链接它。</translation>
    </message>
    <message>
        <source>{name} is not what was stored.</source>
        <translation>{name} 与保存时的内容不同。</translation>
    </message>
    <message>
        <source>Restore it from a backup.</source>
        <translation>请从备份中恢复它。</translation>
    </message>
    <message>
        <source>{kind} {entity_id} cannot be read: {detail}</source>
        <translation>无法读取 {kind} {entity_id}：{detail}</translation>
    </message>
    <message>
        <source>{kind} {entity_id} names {target} as its {field}, which does not exist.</source>
        <translation>{kind} {entity_id} 的 {field} 指向不存在的 {target}。</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>影片</translation>
    </message>
    <message>
        <source>Music</source>
        <translation>音乐</translation>
    </message>
    <message>
        <source>“{kind}” is not a kind of thing this app knows.</source>
        <translation>“{kind}”不是本应用认识的内容。</translation>
    </message>
    <message>
        <source>A {kind} of the project cannot be read.</source>
        <translation>无法读取项目中的一个 {kind}。</translation>
    </message>
    <message>
        <source>Check the project.</source>
        <translation>请检查项目。</translation>
    </message>
    <message>
        <source>An entry of the project cannot be read.</source>
        <translation>无法读取项目中的一个条目。</translation>
    </message>
    <message>
        <source>A {kind_of} needs an id.</source>
        <translation>{kind_of} 需要 ID。</translation>
    </message>
    <message>
        <source>{id} is a {kind_of}, not a {kind_of2}.</source>
        <translation>{id} 是 {kind_of}，不是 {kind_of2}。</translation>
    </message>
    <message>
        <source>The project itself cannot be removed from the project.</source>
        <translation>不能把项目本身从项目中移除。</translation>
    </message>
    <message>
        <source>A {kind} has a value of the wrong type.</source>
        <translation>有一个 {kind} 的值类型不对。</translation>
    </message>
    <message>
        <source>This step of the history cannot be read.</source>
        <translation>无法读取历史记录中的这一步。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import {assets} files</source>
        <translation>导入 {assets} 个文件</translation>
    </message>
    <message>
        <source>{name} holds neither pictures nor sound.</source>
        <translation>{name} 既没有画面也没有声音。</translation>
    </message>
    <message>
        <source>The name of {shown} is not readable text.</source>
        <translation>{shown} 的名称不是可读文本。</translation>
    </message>
    <message>
        <source>Rename it first.</source>
        <translation>请先重命名。</translation>
    </message>
    <message>
        <source>{name} could not be brought up to date.</source>
        <translation>无法把 {name} 更新到最新版本。</translation>
    </message>
    <message>
        <source>Restore one of the copies in its backups folder.</source>
        <translation>请从它的 backups 文件夹中恢复一份副本。</translation>
    </message>
    <message>
        <source>{name} is of version {start}, which this app no longer reads.</source>
        <translation>{name} 是第 {start} 版，本应用已不再读取。</translation>
    </message>
    <message>
        <source>{name} was not unpacked. {why}</source>
        <translation>没有解包 {name}。{why}</translation>
    </message>
    <message>
        <source>Ask for the pack again.</source>
        <translation>请让对方重新打包。</translation>
    </message>
    <message>
        <source>{folder} is not empty.</source>
        <translation>{folder} 不是空的。</translation>
    </message>
    <message>
        <source>Choose a new folder.</source>
        <translation>请选择一个新文件夹。</translation>
    </message>
    <message>
        <source>It has too many entries, or one twice.</source>
        <translation>它的条目太多，或有重复。</translation>
    </message>
    <message>
        <source>It holds no project.</source>
        <translation>里面没有项目。</translation>
    </message>
    <message>
        <source>Its entries overlap.</source>
        <translation>它的条目互相重叠。</translation>
    </message>
    <message>
        <source>Its document is too large.</source>
        <translation>它的文档太大。</translation>
    </message>
    <message>
        <source>{name} was made by a newer version of this app.</source>
        <translation>{name} 是由本应用的较新版本制作的。</translation>
    </message>
    <message>
        <source>Update the app to open it.</source>
        <translation>请更新应用后再打开。</translation>
    </message>
    <message>
        <source>“{filename}” is not what it says it is.</source>
        <translation>“{filename}”与它所声称的不符。</translation>
    </message>
    <message>
        <source>Its document is damaged.</source>
        <translation>它的文档已损坏。</translation>
    </message>
    <message>
        <source>It is damaged or no pack at all.</source>
        <translation>它已损坏，或根本不是项目包。</translation>
    </message>
    <message>
        <source>It is compressed or encrypted in a way packs are not.</source>
        <translation>它的压缩或加密方式不是项目包所用的。</translation>
    </message>
    <message>
        <source>“{filename}” is a link, or encrypted.</source>
        <translation>“{filename}”是链接，或已加密。</translation>
    </message>
    <message>
        <source>“{filename}” is compressed in a way packs are not.</source>
        <translation>“{filename}”的压缩方式不是项目包所用的方式。</translation>
    </message>
    <message>
        <source>“{filename}” grows suspiciously.</source>
        <translation>“{filename}”膨胀得可疑。</translation>
    </message>
    <message>
        <source>Its header cannot be read.</source>
        <translation>无法读取它的文件头。</translation>
    </message>
    <message>
        <source>“{filename}” does not belong into a pack.</source>
        <translation>“{filename}”不该出现在项目包中。</translation>
    </message>
    <message>
        <source>Rename project</source>
        <translation>重命名项目</translation>
    </message>
    <message>
        <source>{name} lacks the project&apos;s own entry.</source>
        <translation>{name} 缺少项目自己的条目。</translation>
    </message>
    <message>
        <source>The file of “{name}” is not at {path}.</source>
        <translation>“{name}”的文件不在 {path}。</translation>
    </message>
    <message>
        <source>Relink it in the library.</source>
        <translation>请在素材库中重新链接它。</translation>
    </message>
    <message>
        <source>There is something called {new_name} already.</source>
        <translation>已经有名为 {new_name} 的内容了。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>{folder} exists already.</source>
        <translation>{folder} 已经存在。</translation>
    </message>
    <message>
        <source>{folder} holds a project already.</source>
        <translation>{folder} 里已经有项目了。</translation>
    </message>
    <message>
        <source>Open it, or choose another folder.</source>
        <translation>请打开它，或换一个文件夹。</translation>
    </message>
    <message>
        <source>{name} is not a Backlot Studio project.</source>
        <translation>{name} 不是 Backlot Studio 项目。</translation>
    </message>
    <message>
        <source>Choose a project folder, or the .studio file in it.</source>
        <translation>请选择项目文件夹，或其中的 .studio 文件。</translation>
    </message>
    <message>
        <source>The tables of {name} are not those of a project.</source>
        <translation>{name} 的数据表不是项目的数据表。</translation>
    </message>
    <message>
        <source>There is no project in {path}.</source>
        <translation>{path} 里没有项目。</translation>
    </message>
    <message>
        <source>Choose a folder that holds a .studio file.</source>
        <translation>请选择含有 .studio 文件的文件夹。</translation>
    </message>
    <message>
        <source>{path} holds several projects: {names}.</source>
        <translation>{path} 里有好几个项目：{names}。</translation>
    </message>
    <message>
        <source>Choose one of these files.</source>
        <translation>请选择其中一个文件。</translation>
    </message>
    <message>
        <source>{name} contains {kind} “{name2}”, which no project of this app has.</source>
        <translation>{name} 含有 {kind}“{name2}”，本应用的项目不会有它。</translation>
    </message>
    <message>
        <source>It may have been tampered with. Restore one of the copies in its backups folder.</source>
        <translation>它可能被篡改过。请从它的 backups 文件夹中恢复一份副本。</translation>
    </message>
    <message>
        <source>{name} is damaged.</source>
        <translation>{name} 已损坏。</translation>
    </message>
    <message>
        <source>Choose another copy.</source>
        <translation>请选择另一份副本。</translation>
    </message>
    <message>
        <source>{stem} is open.</source>
        <translation>{stem} 正打开着。</translation>
    </message>
    <message>
        <source>Close it first.</source>
        <translation>请先关闭它。</translation>
    </message>
    <message>
        <source>{name} is damaged; the copy was not kept.</source>
        <translation>{name} 已损坏，没有保留这份副本。</translation>
    </message>
    <message>
        <source>Restore an older copy.</source>
        <translation>请恢复较早的副本。</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Restore from trash</source>
        <translation>从回收站恢复</translation>
    </message>
    <message>
        <source>{name} is not the file that “{name2}” was imported from.</source>
        <translation>{name} 不是导入“{name2}”时的文件。</translation>
    </message>
    <message>
        <source>Choose the same file, or replace the asset on purpose.</source>
        <translation>请选择同一个文件，或有意替换这个素材。</translation>
    </message>
    <message>
        <source>Relink</source>
        <translation>重新链接</translation>
    </message>
    <message>
        <source>Relink media</source>
        <translation>重新链接媒体</translation>
    </message>
    <message>
        <source>Collect files</source>
        <translation>收集文件</translation>
    </message>
    <message>
        <source>Empty trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>The folder of {stem} may not be written. It can be looked at, not changed.</source>
        <translation>{stem} 的文件夹不能写入。可以查看，不能更改。</translation>
    </message>
    <message>
        <source>another window ({who})</source>
        <translation>另一个窗口（{who}）</translation>
    </message>
    <message>
        <source>another window</source>
        <translation>另一个窗口</translation>
    </message>
    <message>
        <source>{stem} is open in {where}. It can be looked at, not changed.</source>
        <translation>{stem} 已在{where}中打开。可以查看，不能更改。</translation>
    </message>
    <message>
        <source>The folder of {stem} cannot be locked. It can be looked at, not changed.</source>
        <translation>{stem} 的文件夹无法锁定。可以查看，不能更改。</translation>
    </message>
    <message>
        <source>It was opened for reading only.</source>
        <translation>它是以只读方式打开的。</translation>
    </message>
    <message>
        <source>It is now in {place}. Open it there.</source>
        <translation>它现在位于 {place}。请从那里打开。</translation>
    </message>
    <message>
        <source>Open it at its new place.</source>
        <translation>请从它的新位置打开。</translation>
    </message>
    <message>
        <source>{name} could not be read or written.</source>
        <translation>无法读写 {name}。</translation>
    </message>
    <message>
        <source>{stem} was made by a newer version of this app; update the app to edit it.</source>
        <translation>{stem} 是由本应用的较新版本制作的；要编辑它，请更新应用。</translation>
    </message>
    <message>
        <source>{stem} was moved or deleted while it was open; this change was not made.</source>
        <translation>{stem} 在打开时被移动或删除，这次更改没有完成。</translation>
    </message>
    <message>
        <source>There is no room left to write {name}; the last change was not made.</source>
        <translation>没有空间写入 {name}，最后一次更改没有完成。</translation>
    </message>
    <message>
        <source>Free some disk space and try again. Everything before it is saved.</source>
        <translation>请腾出一些磁盘空间后重试。之前的内容都已保存。</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>请检查磁盘。</translation>
    </message>
    <message>
        <source>{name} is in use by another program.</source>
        <translation>{name} 正被另一个程序使用。</translation>
    </message>
    <message>
        <source>Close it there and try again.</source>
        <translation>请在那里关闭它后重试。</translation>
    </message>
    <message>
        <source>{file} may not be read or written.</source>
        <translation>没有权限读写 {file}。</translation>
    </message>
    <message>
        <source>Change its rights or choose another folder.</source>
        <translation>请更改它的权限，或换一个文件夹。</translation>
    </message>
    <message>
        <source>{file} exists already.</source>
        <translation>{file} 已经存在。</translation>
    </message>
    <message>
        <source>{stem} has been closed.</source>
        <translation>{stem} 已关闭。</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>请重新打开它。</translation>
    </message>
    <message>
        <source>Duplicate the project to work on a copy.</source>
        <translation>请复制项目，在副本上工作。</translation>
    </message>
    <message>
        <source>Duplicating {name}</source>
        <translation>正在复制 {name}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>The project is now called {name}</source>
        <translation>项目现在名为 {name}</translation>
    </message>
    <message>
        <source>{damaged} key frames cannot be decoded</source>
        <translation>有 {damaged} 个关键帧无法解码</translation>
    </message>
    <message>
        <source>loudness is {lufs} LUFS instead of {target}</source>
        <translation>响度为 {lufs} LUFS，应为 {target}</translation>
    </message>
    <message>
        <source>Opening {stem}</source>
        <translation>正在打开 {stem}</translation>
    </message>
    <message>
        <source>Making {name}</source>
        <translation>正在新建 {name}</translation>
    </message>
    <message>
        <source>Undone: {label}</source>
        <translation>已撤销：{label}</translation>
    </message>
    <message>
        <source>Redone: {label}</source>
        <translation>已重做：{label}</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>Open or make one first.</source>
        <translation>请先打开或新建一个。</translation>
    </message>
    <message>
        <source>Something went wrong that this app did not expect.</source>
        <translation>发生了本应用没有预料到的问题。</translation>
    </message>
    <message>
        <source>Copy the report and tell the makers.</source>
        <translation>请复制报告并告诉开发者。</translation>
    </message>
    <message>
        <source>1 caption snapped to a cut</source>
        <translation>1 条字幕已对齐到剪辑点</translation>
    </message>
    <message>
        <source>{count} captions snapped to cuts</source>
        <translation>{count} 条字幕已对齐到剪辑点</translation>
    </message>
    <message>
        <source>There is no cut in this film</source>
        <translation>这部影片里没有剪辑点</translation>
    </message>
    <message>
        <source>There is no film on the timeline.</source>
        <translation>时间线上没有影片。</translation>
    </message>
    <message>
        <source>Needs the model {missing}.</source>
        <translation>需要模型 {missing}。</translation>
    </message>
    <message>
        <source>No model for it is installed; put a model&apos;s folder into {folder}.</source>
        <translation>没有安装它的模型；请把模型文件夹放到 {folder}。</translation>
    </message>
    <message>
        <source>There is no {word} “{entity_id}” in this project.</source>
        <translation>这个项目中没有 {word}“{entity_id}”。</translation>
    </message>
    <message>
        <source>Put a video there first.</source>
        <translation>请先在那里放一段视频。</translation>
    </message>
    <message>
        <source>No caption begins or ends beside a cut</source>
        <translation>没有字幕在剪辑点附近开始或结束</translation>
    </message>
    <message>
        <source>{changed} captions changed</source>
        <translation>更改了 {changed} 条字幕</translation>
    </message>
    <message>
        <source>1 caption changed</source>
        <translation>更改了 1 条字幕</translation>
    </message>
    <message>
        <source>Write 12.5, 1:02.5 or 00:01:02:12.</source>
        <translation>请写成 12.5、1:02.5 或 00:01:02:12。</translation>
    </message>
    <message>
        <source>There is no caption track.</source>
        <translation>没有字幕轨道。</translation>
    </message>
    <message>
        <source>No rule can mend this: shorten or split the text.</source>
        <translation>没有规则能修正它：请缩短或拆分文字。</translation>
    </message>
    <message>
        <source>Replace in captions</source>
        <translation>在字幕中替换</translation>
    </message>
    <message>
        <source>Captions written to {name}</source>
        <translation>字幕已写入 {name}</translation>
    </message>
    <message>
        <source>Waiting for its turn</source>
        <translation>正在等待</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>{clock} left</source>
        <translation>剩余 {clock}</translation>
    </message>
    <message>
        <source>Reading the sound</source>
        <translation>正在读取声音</translation>
    </message>
    <message>
        <source>Importing {name}</source>
        <translation>正在导入 {name}</translation>
    </message>
    <message>
        <source>Nothing on the timeline has sound.</source>
        <translation>时间线上没有声音。</translation>
    </message>
    <message>
        <source>Drop a video or a recording here.</source>
        <translation>请把视频或录音拖到这里。</translation>
    </message>
    <message>
        <source>No words were heard.</source>
        <translation>没有听到任何词。</translation>
    </message>
    <message>
        <source>Try another recogniser or another clip.</source>
        <translation>请换一个识别器或另一个片段。</translation>
    </message>
    <message>
        <source>Add caption track</source>
        <translation>添加字幕轨道</translation>
    </message>
    <message>
        <source>Captions {tracks}</source>
        <translation>字幕 {tracks}</translation>
    </message>
    <message>
        <source>Caption style</source>
        <translation>字幕样式</translation>
    </message>
    <message>
        <source>Remove caption track</source>
        <translation>移除字幕轨道</translation>
    </message>
    <message>
        <source>Caption track</source>
        <translation>字幕轨道</translation>
    </message>
    <message>
        <source>{seconds} min</source>
        <translation>{seconds} 分钟</translation>
    </message>
    <message>
        <source>{seconds} h</source>
        <translation>{seconds} 小时</translation>
    </message>
    <message>
        <source>{rendered} of {segments} parts rendered, {reused} reused</source>
        <translation>共 {segments} 段，渲染了 {rendered} 段，沿用了 {reused} 段</translation>
    </message>
    <message>
        <source>about {size_words}</source>
        <translation>约 {size_words}</translation>
    </message>
    <message>
        <source>about {duration_words} to make</source>
        <translation>制作约需 {duration_words}</translation>
    </message>
    <message>
        <source>“{folder}” is no folder.</source>
        <translation>“{folder}”不是文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>请选择一个文件夹。</translation>
    </message>
    <message>
        <source>The film is being made; follow it in Jobs</source>
        <translation>正在制作影片；可在“任务”中查看进度</translation>
    </message>
    <message>
        <source>The film is laid out, but not all of it could be made; see Jobs</source>
        <translation>影片已排好，但有部分内容未能制作；请看“任务”</translation>
    </message>
    <message>
        <source>The film is ready to play</source>
        <translation>影片已可以播放</translation>
    </message>
    <message>
        <source>Settings taken from a {source} picture</source>
        <translation>已采用 {source} 图片中的设置</translation>
    </message>
    <message>
        <source>No image engine is ready yet.</source>
        <translation>还没有可用的图像引擎。</translation>
    </message>
    <message>
        <source>There is no engine {engine} any more.</source>
        <translation>引擎 {engine} 已经不在了。</translation>
    </message>
    <message>
        <source>Looking into {name}</source>
        <translation>正在查看 {name}</translation>
    </message>
    <message>
        <source>Searching {name}</source>
        <translation>正在搜索 {name}</translation>
    </message>
    <message>
        <source>{label} at {when}</source>
        <translation>{label}，{when} 处</translation>
    </message>
    <message>
        <source>Take of “{text}”</source>
        <translation>“{text}”的配音</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>配音</translation>
    </message>
    <message>
        <source>Picture of the scene “{heading}”</source>
        <translation>场景“{heading}”的图片</translation>
    </message>
    <message>
        <source>{name}, {label} at {when}</source>
        <translation>{name}，{label}，{when} 处</translation>
    </message>
    <message>
        <source>There is no media in this folder</source>
        <translation>这个文件夹里没有媒体</translation>
    </message>
    <message>
        <source>Found {places} missing files</source>
        <translation>找到 {places} 个缺失的文件</translation>
    </message>
    <message>
        <source>Found 1 missing file</source>
        <translation>找到 1 个缺失的文件</translation>
    </message>
    <message>
        <source>None of the missing files is in this folder</source>
        <translation>缺失的文件都不在这个文件夹里</translation>
    </message>
    <message>
        <source>Rename media</source>
        <translation>重命名媒体</translation>
    </message>
    <message>
        <source>Put on timeline</source>
        <translation>放到时间线上</translation>
    </message>
    <message>
        <source>Delete picture</source>
        <translation>删除图片</translation>
    </message>
    <message>
        <source>Delete {assets} pictures</source>
        <translation>删除 {assets} 张图片</translation>
    </message>
    <message>
        <source>Star picture</source>
        <translation>为图片加星标</translation>
    </message>
    <message>
        <source>Remove star</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Put picture on timeline</source>
        <translation>把图片放到时间线上</translation>
    </message>
    <message>
        <source>The file of this picture is missing.</source>
        <translation>这张图片的文件缺失。</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>已保存 {name}</translation>
    </message>
    <message>
        <source>Unpacking {name}</source>
        <translation>正在解包 {name}</translation>
    </message>
    <message>
        <source>Importing {what}</source>
        <translation>正在导入 {what}</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Add video track</source>
        <translation>添加视频轨道</translation>
    </message>
    <message>
        <source>Video {number}</source>
        <translation>视频 {number}</translation>
    </message>
    <message>
        <source>Add voice track</source>
        <translation>添加配音轨道</translation>
    </message>
    <message>
        <source>Voice {number}</source>
        <translation>配音 {number}</translation>
    </message>
    <message>
        <source>Add sound track</source>
        <translation>添加声音轨道</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Sound {number}</source>
        <translation>声音 {number}</translation>
    </message>
    <message>
        <source>Add music track</source>
        <translation>添加音乐轨道</translation>
    </message>
    <message>
        <source>Music {number}</source>
        <translation>音乐 {number}</translation>
    </message>
    <message>
        <source>Captions {number}</source>
        <translation>字幕 {number}</translation>
    </message>
    <message>
        <source>Remove track</source>
        <translation>移除轨道</translation>
    </message>
    <message>
        <source>Nothing lies under the playhead.</source>
        <translation>播放头下没有内容。</translation>
    </message>
    <message>
        <source>Move it onto a clip.</source>
        <translation>请把它移到片段上。</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>制作副本</translation>
    </message>
    <message>
        <source>Mute {track}</source>
        <translation>将“{track}”静音</translation>
    </message>
    <message>
        <source>Unmute {track}</source>
        <translation>取消“{track}”静音</translation>
    </message>
    <message>
        <source>Hide {track}</source>
        <translation>隐藏“{track}”</translation>
    </message>
    <message>
        <source>Show {track}</source>
        <translation>显示“{track}”</translation>
    </message>
    <message>
        <source>Lock {track}</source>
        <translation>锁定“{track}”</translation>
    </message>
    <message>
        <source>Unlock {track}</source>
        <translation>解锁“{track}”</translation>
    </message>
    <message>
        <source>Duck {track} under voices</source>
        <translation>说话时压低“{track}”</translation>
    </message>
    <message>
        <source>Stop ducking {track}</source>
        <translation>不再压低“{track}”</translation>
    </message>
    <message>
        <source>Rename track</source>
        <translation>重命名轨道</translation>
    </message>
    <message>
        <source>There is no picture here to replace.</source>
        <translation>这里没有可替换的画面。</translation>
    </message>
    <message>
        <source>Move the playhead onto a clip.</source>
        <translation>请把播放头移到片段上。</translation>
    </message>
    <message>
        <source>No image engine is ready on this machine.</source>
        <translation>本机上没有可用的图像引擎。</translation>
    </message>
    <message>
        <source>See Models in the library.</source>
        <translation>请看素材库中的“模型”。</translation>
    </message>
    <message>
        <source>Keyframe</source>
        <translation>关键帧</translation>
    </message>
    <message>
        <source>Remove keyframe</source>
        <translation>移除关键帧</translation>
    </message>
    <message>
        <source>Nothing to split lies under the playhead.</source>
        <translation>播放头下没有可拆分的内容。</translation>
    </message>
    <message>
        <source>No clip is chosen.</source>
        <translation>没有选中片段。</translation>
    </message>
    <message>
        <source>Choose one in the timeline.</source>
        <translation>请在时间线上选择一个。</translation>
    </message>
    <message>
        <source>Choose a clip, or move onto one.</source>
        <translation>请选择一个片段，或移到片段上。</translation>
    </message>
    <message>
        <source>Reset {title}</source>
        <translation>重置“{title}”</translation>
    </message>
    <message>
        <source>No speech engine can run here.</source>
        <translation>没有语音引擎能在这里运行。</translation>
    </message>
    <message>
        <source>Change voice</source>
        <translation>更改声音</translation>
    </message>
    <message>
        <source>Change {label}</source>
        <translation>更改“{label}”</translation>
    </message>
    <message>
        <source>Add speaker</source>
        <translation>添加说话人</translation>
    </message>
    <message>
        <source>Rename speaker</source>
        <translation>重命名说话人</translation>
    </message>
    <message>
        <source>Remove speaker</source>
        <translation>移除说话人</translation>
    </message>
    <message>
        <source>A line could not be spoken. {message}</source>
        <translation>有一句台词无法朗读。{message}</translation>
    </message>
    <message>
        <source>{failed} of {jobs} lines could not be spoken. {message}</source>
        <translation>{jobs} 句台词中有 {failed} 句无法朗读。{message}</translation>
    </message>
    <message>
        <source>Remove line</source>
        <translation>移除台词</translation>
    </message>
    <message>
        <source>Remove {ids} lines</source>
        <translation>移除 {ids} 句台词</translation>
    </message>
    <message>
        <source>Edit line</source>
        <translation>编辑台词</translation>
    </message>
    <message>
        <source>Change manner</source>
        <translation>更改语气</translation>
    </message>
    <message>
        <source>Change speaker</source>
        <translation>更改说话人</translation>
    </message>
    <message>
        <source>Add line</source>
        <translation>添加台词</translation>
    </message>
    <message>
        <source>Move line</source>
        <translation>移动台词</translation>
    </message>
    <message>
        <source>There are no captions to dub.</source>
        <translation>没有可配音的字幕。</translation>
    </message>
    <message>
        <source>Transcribe or import some in Captions.</source>
        <translation>请在“字幕”中转写或导入一些。</translation>
    </message>
    <message>
        <source>Nobody speaks in this script.</source>
        <translation>这个剧本里没有人说话。</translation>
    </message>
    <message>
        <source>A line is a name in capitals, with words below it.</source>
        <translation>台词是一个大写的名字，下面写所说的话。</translation>
    </message>
    <message>
        <source>Dub the captions</source>
        <translation>为字幕配音</translation>
    </message>
    <message>
        <source>{spoken} lines spoken</source>
        <translation>已朗读 {spoken} 句台词</translation>
    </message>
    <message>
        <source>Line spoken</source>
        <translation>台词已朗读</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Fade in</source>
        <translation>淡入</translation>
    </message>
    <message>
        <source>Fade out</source>
        <translation>淡出</translation>
    </message>
    <message>
        <source>There is no open track for {name}.</source>
        <translation>没有可放 {name} 的未锁定轨道。</translation>
    </message>
    <message>
        <source>Add a track of its kind, or unlock one.</source>
        <translation>请添加一条相应的轨道，或解锁一条。</translation>
    </message>
    <message>
        <source>Replace range</source>
        <translation>替换范围</translation>
    </message>
    <message>
        <source>{name} cannot lie on the timeline.</source>
        <translation>{name} 不能放在时间线上。</translation>
    </message>
    <message>
        <source>Drop a video, a sound or a picture.</source>
        <translation>请拖入视频、声音或图片。</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Ripple trim</source>
        <translation>波纹修剪</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>修剪</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Ripple delete</source>
        <translation>波纹删除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close gap</source>
        <translation>合拢空隙</translation>
    </message>
    <message>
        <source>Speed must lie between 0.1 and 10.</source>
        <translation>速度必须在 0.1 到 10 之间。</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>A cross-fade needs a clip that ends where this one begins.</source>
        <translation>交叉淡化需要一个在此片段开始处结束的片段。</translation>
    </message>
    <message>
        <source>starting again</source>
        <translation>正在重新开始</translation>
    </message>
    <message>
        <source>the system stopped it, most likely because memory ran out</source>
        <translation>系统停止了它，很可能是内存不足</translation>
    </message>
    <message>
        <source>The process that runs the model was lost: {reason}.</source>
        <translation>运行模型的进程丢失了：{reason}。</translation>
    </message>
    <message>
        <source>Nothing else was harmed. Try again; where memory ran out, ask for less at once.</source>
        <translation>其他内容没有受损。请重试；如果是内存不足，请减小规模。</translation>
    </message>
    <message>
        <source>ffmpeg failed: {words}.</source>
        <translation>ffmpeg 失败：{words}。</translation>
    </message>
    <message>
        <source>{name} needs {total} MB of room.</source>
        <translation>{name} 需要 {total} MB 空间。</translation>
    </message>
    <message>
        <source>{problems} of {count} files cannot be used.</source>
        <translation>{count} 个文件中有 {problems} 个无法使用。</translation>
    </message>
    <message>
        <source>{name} is cut short: only {length} of it can be used.</source>
        <translation>{name} 不完整：只有 {length} 可用。</translation>
    </message>
    <message>
        <source>Restoring {stem}</source>
        <translation>正在恢复 {stem}</translation>
    </message>
    <message>
        <source>There is a copy of {when}.</source>
        <translation>有一份 {when} 的备份。</translation>
    </message>
    <message>
        <source>There is no sound device: what plays cannot be heard</source>
        <translation>没有声音设备：听不到正在播放的声音</translation>
    </message>
    <message>
        <source>Move the clips together.</source>
        <translation>请把两个片段挨在一起。</translation>
    </message>
    <message>
        <source>Cross-fade</source>
        <translation>交叉淡化</translation>
    </message>
    <message>
        <source>Change {title}</source>
        <translation>更改“{title}”</translation>
    </message>
    <message>
        <source>Remove keyframes</source>
        <translation>移除关键帧</translation>
    </message>
    <message>
        <source>This version of the app has no effect called {effect_id}.</source>
        <translation>这个版本的应用没有名为 {effect_id} 的效果。</translation>
    </message>
    <message>
        <source>Update the app.</source>
        <translation>请更新应用。</translation>
    </message>
    <message>
        <source>Name another language, or a voice for each character.</source>
        <translation>请指定其他语言，或为每个角色指定声音。</translation>
    </message>
    <message>
        <source>{title} offers no voices.</source>
        <translation>{title} 没有提供声音。</translation>
    </message>
    <message>
        <source>Choose another speech engine.</source>
        <translation>请换一个语音引擎。</translation>
    </message>
    <message>
        <source>No voice speaks “{language}”.</source>
        <translation>没有声音会说“{language}”。</translation>
    </message>
    <message>
        <source>There is no voice “{wish}”.</source>
        <translation>没有声音“{wish}”。</translation>
    </message>
    <message>
        <source>Choose one in the cast.</source>
        <translation>请在角色表中选择一个。</translation>
    </message>
    <message>
        <source>line {number}</source>
        <translation>第 {number} 行</translation>
    </message>
    <message>
        <source>The script has no scene.</source>
        <translation>剧本里没有场景。</translation>
    </message>
    <message>
        <source>Write a name in capitals and the words below it.</source>
        <translation>请写一个大写的名字，下面写所说的话。</translation>
    </message>
    <message>
        <source>There is nothing to speak in “{text}”.</source>
        <translation>“{text}”中没有要说的内容。</translation>
    </message>
    <message>
        <source>{opener} is never closed; it is read as text.</source>
        <translation>{opener} 没有结束，按文字读取。</translation>
    </message>
    <message>
        <source>[[{note}]] does not say whose voice it is.</source>
        <translation>[[{note}]] 没有说明是谁的声音。</translation>
    </message>
    <message>
        <source>Put it beside the character&apos;s name, or write [[voice NAME: ...]].</source>
        <translation>请把它放在角色名旁边，或写成 [[voice NAME: ...]]。</translation>
    </message>
    <message>
        <source>{who} has no voice yet.</source>
        <translation>{who} 还没有声音。</translation>
    </message>
    <message>
        <source>Speak “{short}”</source>
        <translation>朗读“{short}”</translation>
    </message>
    <message>
        <source>Try {voice}</source>
        <translation>试听 {voice}</translation>
    </message>
    <message>
        <source>Speak lines</source>
        <translation>配音台词</translation>
    </message>
    <message>
        <source>Speak line</source>
        <translation>朗读台词</translation>
    </message>
    <message>
        <source>This take belongs to another line.</source>
        <translation>这一版配音属于另一句台词。</translation>
    </message>
    <message>
        <source>Choose take</source>
        <translation>选用配音</translation>
    </message>
    <message>
        <source>Remove take</source>
        <translation>移除配音</translation>
    </message>
    <message>
        <source>Star take</source>
        <translation>为配音加星标</translation>
    </message>
    <message>
        <source>Unstar take</source>
        <translation>取消配音的星标</translation>
    </message>
    <message>
        <source>Add recording</source>
        <translation>添加录音</translation>
    </message>
    <message>
        <source>There is no speech engine {engine} here.</source>
        <translation>这里没有语音引擎 {engine}。</translation>
    </message>
    <message>
        <source>A message of {body} bytes is larger than the stream allows.</source>
        <translation>{body} 字节的消息超过了数据流的上限。</translation>
    </message>
    <message>
        <source>A frame of {length} bytes was announced; the limit is {max_frame}.</source>
        <translation>收到 {length} 字节的帧，上限是 {max_frame}。</translation>
    </message>
    <message>
        <source>The stream ended in the middle of a message.</source>
        <translation>数据流在一条消息中间结束了。</translation>
    </message>
    <message>
        <source>The app sent a message this worker does not know.</source>
        <translation>应用发来了工作进程不认识的消息。</translation>
    </message>
    <message>
        <source>The worker sent a message this app does not know.</source>
        <translation>工作进程发来了应用不认识的消息。</translation>
    </message>
    <message>
        <source>{label} must be on or off.</source>
        <translation>“{label}”只能是开或关。</translation>
    </message>
    <message>
        <source>{label} must be a whole number.</source>
        <translation>“{label}”必须是整数。</translation>
    </message>
    <message>
        <source>{label} must be at least {minimum}{unit}.</source>
        <translation>“{label}”不能小于 {minimum}{unit}。</translation>
    </message>
    <message>
        <source>{label} must be at most {maximum}{unit}.</source>
        <translation>“{label}”不能大于 {maximum}{unit}。</translation>
    </message>
    <message>
        <source>{label} must be a number.</source>
        <translation>“{label}”必须是数字。</translation>
    </message>
    <message>
        <source>{label} must be one of {choices}.</source>
        <translation>“{label}”必须是 {choices} 之一。</translation>
    </message>
    <message>
        <source>{label} must be text.</source>
        <translation>“{label}”必须是文字。</translation>
    </message>
    <message>
        <source>{title} has no setting called {name}.</source>
        <translation>{title} 没有名为 {name} 的设置。</translation>
    </message>
    <message>
        <source>The engine named a result that it did not write: {name}.</source>
        <translation>引擎报告了一个它没有写入的结果：{name}。</translation>
    </message>
    <message>
        <source>The graphics card {device} cannot be used.</source>
        <translation>不能使用显卡 {device}。</translation>
    </message>
    <message>
        <source>Choose another device in the preferences.</source>
        <translation>请在偏好设置中选择另一个设备。</translation>
    </message>
    <message>
        <source>{name} is not a Python file.</source>
        <translation>{name} 不是 Python 文件。</translation>
    </message>
    <message>
        <source>The engine file {engine}.py has no SPEC with its own name.</source>
        <translation>引擎文件 {engine}.py 没有与它同名的 SPEC。</translation>
    </message>
    <message>
        <source>Needs the Python package {missing}.</source>
        <translation>需要 Python 包 {missing}。</translation>
    </message>
    <message>
        <source>The engine {engine} cannot be imported.</source>
        <translation>无法导入引擎 {engine}。</translation>
    </message>
    <message>
        <source>{name} stopped with {name2}: {first_line}</source>
        <translation>{name} 因 {name2} 停止：{first_line}</translation>
    </message>
    <message>
        <source>{name} stopped with {name2}.</source>
        <translation>{name} 因 {name2} 停止。</translation>
    </message>
    <message>
        <source>The graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>The computer</source>
        <translation>电脑</translation>
    </message>
    <message>
        <source>{name} asks for {min_vram_mb} MB.</source>
        <translation>{name} 需要 {min_vram_mb} MB。</translation>
    </message>
    <message>
        <source>The job&apos;s details hold the full report.</source>
        <translation>任务的详细信息中有完整报告。</translation>
    </message>
    <message>
        <source>{where} has too little free memory for this job.{needs}</source>
        <translation>{where}的可用内存不够完成这个任务。{needs}</translation>
    </message>
    <message>
        <source>Choose a smaller size or count, or close other programs.</source>
        <translation>请减小尺寸或数量，或关闭其他程序。</translation>
    </message>
    <message>
        <source>There is no room left on the disk for the result.</source>
        <translation>磁盘上没有存放结果的空间了。</translation>
    </message>
    <message>
        <source>The graphics card reported an error; the model is started anew.</source>
        <translation>显卡报告了错误，模型会重新启动。</translation>
    </message>
    <message>
        <source>Try again. If it comes back, update the graphics driver.</source>
        <translation>请重试。如果再次出现，请更新显卡驱动。</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>The engine sent facts that cannot be passed on.</source>
        <translation>引擎发来了无法传递的数据。</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Dark keeps the eye on the pictures.</source>
        <translation>深色让目光留在画面上。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Language of the window; takes effect at the next start.</source>
        <translation>界面语言；下次启动时生效。</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>减少动态效果</translation>
    </message>
    <message>
        <source>No animations.</source>
        <translation>不使用动画。</translation>
    </message>
    <message>
        <source>New projects go to</source>
        <translation>新项目位置</translation>
    </message>
    <message>
        <source>Folder in which new projects are made.</source>
        <translation>新项目所在的文件夹。</translation>
    </message>
    <message>
        <source>Open the last project at start</source>
        <translation>启动时打开上次的项目</translation>
    </message>
    <message>
        <source>Otherwise the start page is shown.</source>
        <translation>否则显示开始页。</translation>
    </message>
    <message>
        <source>Snapshots kept</source>
        <translation>保留的快照</translation>
    </message>
    <message>
        <source>Verified copies of a project&apos;s document, thinned by age.</source>
        <translation>经过校验的项目文档副本，随时间逐渐减少。</translation>
    </message>
    <message>
        <source>Make proxies</source>
        <translation>生成代理文件</translation>
    </message>
    <message>
        <source>Light copies of long videos for smooth scrubbing.</source>
        <translation>长视频的轻量副本，便于流畅拖动预览。</translation>
    </message>
    <message>
        <source>Memory for frames</source>
        <translation>画面缓存</translation>
    </message>
    <message>
        <source>How much memory decoded frames may use.</source>
        <translation>已解码画面可使用的内存。</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>From the next start on. Automatic takes the first GPU with room, else the processor.</source>
        <translation>下次启动时生效。“自动”使用第一块有余量的 GPU，否则使用处理器。</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>First GPU</source>
        <translation>第一块显卡</translation>
    </message>
    <message>
        <source>Second GPU</source>
        <translation>第二块显卡</translation>
    </message>
    <message>
        <source>Keep models loaded</source>
        <translation>保持模型加载</translation>
    </message>
    <message>
        <source>Minutes a model stays in memory after its last job.</source>
        <translation>最后一个任务结束后模型在内存中保留的分钟数。</translation>
    </message>
    <message>
        <source>Tell me when a job ends</source>
        <translation>任务结束时通知我</translation>
    </message>
    <message>
        <source>Only while the window is not in front.</source>
        <translation>仅当窗口不在前台时。</translation>
    </message>
    <message>
        <source>Exports go to</source>
        <translation>导出位置</translation>
    </message>
    <message>
        <source>Empty: the project&apos;s own exports folder.</source>
        <translation>留空：项目自己的 exports 文件夹。</translation>
    </message>
</context>
<context>
    <name>SizeField</name>
    <message>
        <source>Size preset</source>
        <translation>尺寸预设</translation>
    </message>
    <message>
        <source>Own size</source>
        <translation>自定义尺寸</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>Swap width and height</source>
        <translation>交换宽高</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>What would you like to make?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>Make a picture</source>
        <translation>生成图片</translation>
    </message>
    <message>
        <source>Describe it in words and watch it appear.</source>
        <translation>用文字描述，看它逐渐呈现。</translation>
    </message>
    <message>
        <source>Caption a video</source>
        <translation>为视频添加字幕</translation>
    </message>
    <message>
        <source>Drop a video; its words become captions.</source>
        <translation>拖入视频，其中的话语会变成字幕。</translation>
    </message>
    <message>
        <source>Dub a video</source>
        <translation>为视频配音</translation>
    </message>
    <message>
        <source>Speak a video&apos;s captions again in another voice.</source>
        <translation>用另一种声音重新朗读视频的字幕。</translation>
    </message>
    <message>
        <source>Backlot Studio did not end properly. Your work is safe: every edit was saved as you made it.</source>
        <translation>Backlot Studio 上次未正常退出。您的工作没有丢失：每次编辑都已即时保存。</translation>
    </message>
    <message>
        <source>This has happened {count} times in a row; the log in the data folder says more.</source>
        <translation>已连续发生 {count} 次；数据文件夹中的日志有更多信息。</translation>
    </message>
    <message>
        <source>Open {name} again</source>
        <translation>重新打开 {name}</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Film from a script…</source>
        <translation>用剧本制作影片…</translation>
    </message>
    <message>
        <source>Watch the sample film</source>
        <translation>观看示例影片</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Works on this machine only. Nothing is sent anywhere, and models are fetched only when you ask.</source>
        <translation>仅在本机运行。不会向外发送任何内容，只在您要求时才下载模型。</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>loading a model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 项</translation>
    </message>
</context>
<context>
    <name>StyleEditor</name>
    <message>
        <source>Font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>描边</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>阴影</translation>
    </message>
    <message>
        <source>Box behind the text</source>
        <translation>文字底框</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>顶部</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>底部</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>边距</translation>
    </message>
</context>
<context>
    <name>TimeLabel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>TimecodeField</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Drop videos, pictures or sound here</source>
        <translation>将视频、图片或声音拖到这里</translation>
    </message>
    <message>
        <source>Open a project to see its timeline</source>
        <translation>打开项目以查看时间线</translation>
    </message>
    <message>
        <source>Split at the playhead</source>
        <translation>在播放头处拆分</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Close the gap</source>
        <translation>合拢空隙</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lower under voices</source>
        <translation>在人声下压低</translation>
    </message>
    <message>
        <source>Remove track</source>
        <translation>删除轨道</translation>
    </message>
    <message>
        <source>Rename track</source>
        <translation>重命名轨道</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Cross-fade from the clip before</source>
        <translation>从前一片段交叉淡化</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Delete and close the gap</source>
        <translation>删除并合拢空隙</translation>
    </message>
    <message>
        <source>Add track</source>
        <translation>添加轨道</translation>
    </message>
    <message>
        <source>Video track</source>
        <translation>视频轨道</translation>
    </message>
    <message>
        <source>Caption track</source>
        <translation>字幕轨道</translation>
    </message>
    <message>
        <source>Voice track</source>
        <translation>配音轨道</translation>
    </message>
    <message>
        <source>Sound track</source>
        <translation>声音轨道</translation>
    </message>
    <message>
        <source>Music track</source>
        <translation>音乐轨道</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
</context>
<context>
    <name>TimelineDock</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Tracks</source>
        <translation>轨道</translation>
    </message>
    <message>
        <source>Add a track</source>
        <translation>添加轨道</translation>
    </message>
    <message>
        <source>Split at the playhead</source>
        <translation>在播放头处拆分</translation>
    </message>
    <message>
        <source>Snap to edges</source>
        <translation>吸附到边缘</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 项</translation>
    </message>
    <message>
        <source>Muted: let it be heard</source>
        <translation>已静音：恢复声音</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Hidden: show it</source>
        <translation>已隐藏：显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Locked: unlock it</source>
        <translation>已锁定：解锁</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Lowered under voices: keep its level</source>
        <translation>已在人声下压低：保持原音量</translation>
    </message>
    <message>
        <source>Lower under voices</source>
        <translation>在人声下压低</translation>
    </message>
    <message>
        <source>The file is missing: relink it in the library</source>
        <translation>文件丢失：请在素材库中重新链接</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Backlot Studio</source>
        <translation>Backlot Studio</translation>
    </message>
    <message>
        <source>Project name</source>
        <translation>项目名称</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>{name} (read only)</source>
        <translation>{name}（只读）</translation>
    </message>
    <message>
        <source>Project {name}</source>
        <translation>项目 {name}</translation>
    </message>
    <message>
        <source>The project: rename, duplicate, close</source>
        <translation>项目：重命名、复制、关闭</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Jobs · {count}</source>
        <translation>任务 · {count}</translation>
    </message>
    <message>
        <source>Jobs, {count} active</source>
        <translation>任务，{count} 个进行中</translation>
    </message>
</context>
<context>
    <name>TrackBar</name>
    <message>
        <source>Caption track</source>
        <translation>字幕轨道</translation>
    </message>
    <message>
        <source>Add a caption track</source>
        <translation>添加字幕轨道</translation>
    </message>
    <message>
        <source>Import captions or media</source>
        <translation>导入字幕或媒体</translation>
    </message>
    <message>
        <source>Export captions as SRT, VTT or ASS</source>
        <translation>将字幕导出为 SRT、VTT 或 ASS</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>转写</translation>
    </message>
    <message>
        <source>Write captions of what is said on the timeline</source>
        <translation>为时间线上说的话生成字幕</translation>
    </message>
    <message>
        <source>Looking for cuts…</source>
        <translation>正在查找剪辑点…</translation>
    </message>
    <message>
        <source>Looking for cuts, {percent} %</source>
        <translation>正在查找剪辑点，{percent} %</translation>
    </message>
    <message>
        <source>Listens to {name}</source>
        <translation>听取 {name}</translation>
    </message>
    <message>
        <source>What would be transcribed</source>
        <translation>要转写的内容</translation>
    </message>
</context>
<context>
    <name>UseMeter</name>
    <message>
        <source>GPU {share} %</source>
        <translation>GPU {share} %</translation>
    </message>
    <message>
        <source>CPU {share} %</source>
        <translation>CPU {share} %</translation>
    </message>
    <message>
        <source>How busy the processor is, by all programs together</source>
        <translation>处理器的忙碌程度（所有程序合计）</translation>
    </message>
</context>
<context>
    <name>VideoInspector</name>
    <message>
        <source>Label of the clip</source>
        <translation>片段标签</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Choose the clip at the playhead</source>
        <translation>选择播放头处的片段</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Cross-fade</source>
        <translation>交叉淡化</translation>
    </message>
    <message>
        <source>From the clip before; this one and all after it move left</source>
        <translation>从前一片段淡入；此片段及其后所有片段左移</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>声音开</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>声音关</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Fade in</source>
        <translation>淡入</translation>
    </message>
    <message>
        <source>Fade out</source>
        <translation>淡出</translation>
    </message>
    <message>
        <source>Several items are chosen. Choose one clip to set it.</source>
        <translation>选择了多项。请只选一个片段来设置。</translation>
    </message>
    <message>
        <source>Choose a clip to place, crop and colour it, and to set its speed and sound.</source>
        <translation>选择片段，可调整位置、裁切、色彩、速度和声音。</translation>
    </message>
    <message>
        <source>The media of this clip is gone.</source>
        <translation>此片段的素材已不存在。</translation>
    </message>
</context>
<context>
    <name>VideoPanel</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Go on to Export, with the marked range</source>
        <translation>带着标记的区间前往导出</translation>
    </message>
    <message>
        <source>Put a film together</source>
        <translation>剪辑影片</translation>
    </message>
    <message>
        <source>Drop videos, pictures and sounds here. The first video gives the film its size and rate.</source>
        <translation>将视频、图片和声音拖到这里。第一个视频决定影片的尺寸和帧率。</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Make the film of the script</source>
        <translation>制作剧本的影片</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add media at the playhead (Alt+A)</source>
        <translation>在播放头处添加素材 (Alt+A)</translation>
    </message>
    <message>
        <source>Split at the playhead</source>
        <translation>在播放头处拆分</translation>
    </message>
    <message>
        <source>Trim start to the playhead</source>
        <translation>将开头裁剪到播放头</translation>
    </message>
    <message>
        <source>Trim end to the playhead</source>
        <translation>将结尾裁剪到播放头</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete and close the gap</source>
        <translation>删除并合拢空隙</translation>
    </message>
    <message>
        <source>Replace frame or range</source>
        <translation>替换帧或区间</translation>
    </message>
    <message>
        <source>Save frame as PNG</source>
        <translation>将画面存为 PNG</translation>
    </message>
    <message>
        <source>Add {name} at {time}</source>
        <translation>在 {time} 处添加 {name}</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} 个文件</translation>
    </message>
    <message>
        <source>It takes the place of what lies there.</source>
        <translation>它会取代那里原有的内容。</translation>
    </message>
    <message>
        <source>What is chosen in the library</source>
        <translation>素材库中所选的内容</translation>
    </message>
    <message>
        <source>Add media at the playhead</source>
        <translation>在播放头处添加素材</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Nothing to show yet</source>
        <translation>还没有画面</translation>
    </message>
    <message>
        <source>Add a video, a picture or a sound to the timeline.</source>
        <translation>将视频、图片或声音添加到时间线。</translation>
    </message>
    <message>
        <source>Playhead</source>
        <translation>播放头</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>One frame on</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>Range begins here</source>
        <translation>设为入点</translation>
    </message>
    <message>
        <source>Range ends here</source>
        <translation>设为出点</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环</translation>
    </message>
    <message>
        <source>No sound device: the picture runs by the clock, silently.</source>
        <translation>没有音频设备：画面按时钟无声播放。</translation>
    </message>
    <message>
        <source>No sound device</source>
        <translation>没有音频设备</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>{size}, {rate} frames per second</source>
        <translation>{size}，每秒 {rate} 帧</translation>
    </message>
    <message>
        <source>Playhead; type a time: 12.5, 1:02 or 00:00:01:12. Frame {frame}</source>
        <translation>播放头；可输入时间：12.5、1:02 或 00:00:01:12。第 {frame} 帧</translation>
    </message>
</context>
<context>
    <name>VoicePanel</name>
    <message>
        <source>Edit the words</source>
        <translation>编辑文字</translation>
    </message>
    <message>
        <source>Remove lines</source>
        <translation>移除台词</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open a script</source>
        <translation>打开剧本</translation>
    </message>
    <message>
        <source>Scripts ({kinds})</source>
        <translation>剧本（{kinds}）</translation>
    </message>
    <message>
        <source>Read the lines of {name}</source>
        <translation>读取 {name} 的台词</translation>
    </message>
    <message>
        <source>Lines that stay the same keep their takes</source>
        <translation>未改动的台词保留已有配音</translation>
    </message>
    <message>
        <source>Use {name} as a take</source>
        <translation>将 {name} 用作一版配音</translation>
    </message>
</context>
<context>
    <name>VoiceStart</name>
    <message>
        <source>Give the film its voices</source>
        <translation>为影片配音</translation>
    </message>
    <message>
        <source>Paste a script</source>
        <translation>粘贴剧本</translation>
    </message>
    <message>
        <source>Read the Fountain script on the clipboard (Ctrl+V)</source>
        <translation>读取剪贴板中的 Fountain 剧本 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Write a line</source>
        <translation>写一句台词</translation>
    </message>
    <message>
        <source>Open a script…</source>
        <translation>打开剧本…</translation>
    </message>
    <message>
        <source>Open the sample script</source>
        <translation>打开示例剧本</translation>
    </message>
    <message>
        <source>Dub the captions</source>
        <translation>为字幕配音</translation>
    </message>
    <message>
        <source>Speak the captions again in another voice, each in its own time.</source>
        <translation>用另一种声音朗读字幕，每条都对准自己的时间。</translation>
    </message>
    <message>
        <source>Drop a Fountain script here.</source>
        <translation>将 Fountain 剧本拖到这里。</translation>
    </message>
</context>
<context>
    <name>VoiceTable</name>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>台词</translation>
    </message>
    <message>
        <source>Manner</source>
        <translation>语气</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Not spoken</source>
        <translation>未配音</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>需更新</translation>
    </message>
    <message>
        <source>Too long</source>
        <translation>过长</translation>
    </message>
    <message>
        <source>Spoken</source>
        <translation>已配音</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>配音中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>No words yet</source>
        <translation>还没有文字</translation>
    </message>
    <message>
        <source>Its words, voice or manner have changed since it was spoken.</source>
        <translation>配音后，台词、声音或语气有改动。</translation>
    </message>
    <message>
        <source>Even spoken faster it does not fit the time it has.</source>
        <translation>即使加快语速，也超出可用时长。</translation>
    </message>
</context>
<context>
    <name>Waveform</name>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
</context>
<context>
    <name>WindowShell</name>
    <message>
        <source>Projects (*.studio *.studiopack)</source>
        <translation>项目 (*.studio *.studiopack)</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Video and sound (*)</source>
        <translation>视频和声音 (*)</translation>
    </message>
    <message>
        <source>Make a film from a script</source>
        <translation>用剧本制作影片</translation>
    </message>
    <message>
        <source>Scripts ({kinds})</source>
        <translation>剧本（{kinds}）</translation>
    </message>
</context>
<context>
    <name>_FlowModel</name>
    <message>
        <source>{title}, starred</source>
        <translation>{title}，已加星标</translation>
    </message>
</context>
<context>
    <name>_LibraryModel</name>
    <message>
        <source>Missing</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>未使用</translation>
    </message>
</context>
<context>
    <name>_TakeLine</name>
    <message>
        <source>Recording {number}</source>
        <translation>录音 {number}</translation>
    </message>
    <message>
        <source>Take {number}</source>
        <translation>第 {number} 版</translation>
    </message>
    <message>
        <source>Play take {number}</source>
        <translation>播放第 {number} 版</translation>
    </message>
    <message>
        <source>Remove the star</source>
        <translation>取消星标</translation>
    </message>
    <message>
        <source>Star this take</source>
        <translation>给此版加星标</translation>
    </message>
    <message>
        <source>Delete take {number}</source>
        <translation>删除第 {number} 版</translation>
    </message>
</context>
</TS>
